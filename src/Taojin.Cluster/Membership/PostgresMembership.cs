using System.Globalization;
using Taojin.Data;
using Taojin.Storage.Postgres;

namespace Taojin.Cluster.Membership;

/// <summary>The list of members in PostgreSQL, so that a shop whose log is there needs no other server.</summary>
internal sealed class PostgresMembership(ClusterOptions options) : IMembershipTable, IDisposable
{
    private readonly ClusterMembers _members = ClusterMembers.At(options.Membership, options.Name);

    public Task InitializeMembershipTable(bool tryInitTableVersion) => _members.BeginAsync();

    public Task DeleteMembershipTableEntries(string clusterId) => _members.RemoveAsync();

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => _members.ForgetAsync((int)SiloStatus.Dead, Instant.Of(beforeDate));

    public async Task<MembershipTableData> ReadRow(SiloAddress key) => DataOf(await _members.ReadAsync(key.ToParsableString()));

    public async Task<MembershipTableData> ReadAll() => DataOf(await _members.ReadAsync());

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => _members.TryAddAsync(Of(entry), VersionsOf(tableVersion));

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => _members.TryChangeAsync(Of(entry), VersionsOf(tableVersion));

    public Task UpdateIAmAlive(MembershipEntry entry) => _members.IsAliveAsync(entry.SiloAddress.ToParsableString(), At(entry.IAmAliveTime));

    public void Dispose() => _members.Dispose();

    private static (int Seen, int New) VersionsOf(TableVersion version) => (int.Parse(version.VersionEtag, CultureInfo.InvariantCulture), version.Version);

    private static MembershipTableData DataOf((int Version, List<MemberRow> Members) read)
    {
        var etag = read.Version.ToString(CultureInfo.InvariantCulture);
        return new([.. read.Members.Select(member => Tuple.Create(Of(member), etag))], new(read.Version, etag));
    }

    private static MemberRow Of(MembershipEntry entry) => new(entry.SiloAddress.ToParsableString(), (int)entry.Status, entry.SiloName ?? "", entry.HostName ?? "")
    {
        Started = At(entry.StartTime),
        Alive = At(entry.IAmAliveTime),
        Suspects = string.Join(' ', (entry.SuspectTimes ?? []).Select(suspect => $"{suspect.Item1.ToParsableString()}={At(suspect.Item2).Microseconds.ToString(CultureInfo.InvariantCulture)}")),
    };

    private static MembershipEntry Of(MemberRow member) => new()
    {
        SiloAddress = SiloAddress.FromParsableString(member.Address),
        Status = (SiloStatus)member.Status,
        SiloName = member.Name,
        HostName = member.Host,
        StartTime = member.Started.ToDateTimeOffset().UtcDateTime,
        IAmAliveTime = member.Alive.ToDateTimeOffset().UtcDateTime,
        SuspectTimes = [.. member.Suspects.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(suspect => suspect.Split('=')).Select(pair =>
            Tuple.Create(SiloAddress.FromParsableString(pair[0]), new Instant(long.Parse(pair[1], CultureInfo.InvariantCulture)).ToDateTimeOffset().UtcDateTime))],
    };

    private static Instant At(DateTime time) => Instant.Of(new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)));
}
