using Taojin.Storage.Tests.Crash;
using Taojin.Storage.Tests.Import;
using Taojin.Storage.Tests.Live;
using Taojin.Storage.Tests.Models;
using Taojin.Storage.Tests.Privacy;
using Taojin.Storage.Tests.Sources;
using Taojin.Storage.Tests.Tasks;

namespace Taojin.Storage.Tests.Postgres;

/// <summary>Identity of rows and events in PostgreSQL.</summary>
public sealed class PostgresIdentityTests(PostgresShops shops) : IdentityTests
{
    private protected override int Bags => 6;

    private protected override Scratch NewScratch() => shops.NewScratch();
}

/// <summary>Bad rows on their way to PostgreSQL.</summary>
public sealed class PostgresRejectsTests(PostgresShops shops) : RejectsTests
{
    private protected override Scratch NewScratch() => shops.NewScratch();
}

/// <summary>Live events in PostgreSQL.</summary>
public sealed class PostgresAppendTests(PostgresShops shops) : AppendTests
{
    private protected override Scratch NewScratch() => shops.NewScratch();
}

/// <summary>Orders, campaigns, exposures and redemptions in PostgreSQL.</summary>
public sealed class PostgresTradeTests(PostgresShops shops) : TradeTests
{
    private protected override Scratch NewScratch() => shops.NewScratch();
}

/// <summary>What models read, through PostgreSQL.</summary>
public sealed class PostgresLogReadingTests(PostgresShops shops) : LogReadingTests
{
    private protected override Scratch NewScratch() => shops.NewScratch();
}

/// <summary>Users, items, reviews and feedback of JSON lines in PostgreSQL.</summary>
public sealed class PostgresJsonlPresetTests(PostgresShops shops) : JsonlPresetTests
{
    private protected override Scratch NewScratch() => shops.NewScratch();
}

/// <summary>Aliases in PostgreSQL, moved through one server and read through another.</summary>
public sealed class PostgresAliasTests(PostgresShops shops) : AliasTests
{
    private protected override SavedModels NewModels() => new(shops.NewScratch());
}

/// <summary>Single persons in PostgreSQL.</summary>
public sealed class PostgresPersonalDataTests(PostgresShops shops) : PersonalDataTests
{
    private protected override string LostRows => "consents 1, events 2, message_feedback 1, messages 2, order_states 1, reviews 1, users 1";

    private protected override Scratch NewScratch() => shops.NewScratch();
}

/// <summary>How long things are kept in PostgreSQL.</summary>
public sealed class PostgresRetentionTests(PostgresShops shops) : RetentionTests
{
    private protected override Scratch NewScratch() => shops.NewScratch();
}

/// <summary>A client that is killed while it erases persons from PostgreSQL.</summary>
public sealed class PostgresEraseKillTests(PostgresShops shops) : EraseKillTests
{
    private protected override int Rounds => 6;

    private protected override int Moments => 16;

    private protected override int MostGone => Rounds; // so few may all fall behind it

    private protected override Scratch NewScratch() => shops.NewScratch();
}

/// <summary>Long work of a shop in PostgreSQL.</summary>
public sealed class PostgresTaskRecordTests(PostgresShops shops) : TaskRecordTests
{
    private protected override Scratch NewScratch() => shops.NewScratch();
}

/// <summary>A new key of pseudonyms for a shop in PostgreSQL.</summary>
public sealed class PostgresRotationTests(PostgresShops shops) : RotationTests
{
    private protected override Scratch NewScratch() => shops.NewScratch();

    private protected override IReadOnlyList<string> TracesOfStore(Scratch scratch, string sign) => shops.Traces(scratch.Settings.Store, sign);
}

/// <summary>A client that is killed while it rotates the key of a shop in PostgreSQL.</summary>
public sealed class PostgresRotateKillTests(PostgresShops shops) : RotateKillTests
{
    private protected override int Rounds => 4;

    private protected override int Moments => 15;

    private protected override Scratch NewScratch() => shops.NewScratch();
}

/// <summary>A client that is killed while it imports into PostgreSQL and appends to it.</summary>
public sealed class PostgresKillTests(PostgresShops shops) : KillTests
{
    private protected override int Rounds => 10;

    private protected override Scratch NewScratch() => shops.NewScratch();
}

/// <summary>A client that is killed while it saves and publishes models in PostgreSQL.</summary>
public sealed class PostgresPublishKillTests(PostgresShops shops) : PublishKillTests
{
    private protected override int Rounds => 10;

    private protected override Scratch NewScratch() => shops.NewScratch();
}

/// <summary>Canaries in PostgreSQL, moved through one server and read through another.</summary>
public sealed class PostgresCanaryTests(PostgresShops shops) : CanaryTests
{
    private protected override SavedModels NewModels() => new(shops.NewScratch());
}

/// <summary>A client that is killed while it promotes and takes back in PostgreSQL.</summary>
public sealed class PostgresPromoteKillTests(PostgresShops shops) : PromoteKillTests
{
    private protected override int Rounds => 6;

    private protected override Scratch NewScratch() => shops.NewScratch();
}
