namespace Taojin.Storage;

/// <summary>How long data of persons are kept, and what is assumed of who said nothing.</summary>
public sealed record PrivacySettings
{
    /// <summary>Purposes that count as allowed by users who said nothing, parted by commas.</summary>
    public string AssumedConsent { get; init; } = "personalisation, analytics, marketing";

    /// <summary>File with the key of pseudonyms, outside the workspace; empty: ids are kept as they come. TAOJIN_PSEUDONYM_KEY decides instead.</summary>
    public string PseudonymKeyFile { get; init; } = "";

    /// <summary>Days that events are kept; 0: for ever.</summary>
    public int KeepEventsDays { get; init; }

    /// <summary>Days that messages of service are kept; 0: for ever.</summary>
    public int KeepMessagesDays { get; init; }

    /// <summary>Days that rejected rows and receipts of imports are kept; 0: for ever.</summary>
    public int KeepImportsDays { get; init; }

    /// <summary>Days that files of the audit log are kept after their month; 0: for ever.</summary>
    public int KeepAuditDays { get; init; } = 400;

    /// <summary>Days after an erasure by which models that learned from the person are replaced or removed.</summary>
    public int RetrainDays { get; init; } = 30;

    /// <summary>Smallest group that an aggregate export shows.</summary>
    public int SmallestGroup { get; init; } = 10;
}
