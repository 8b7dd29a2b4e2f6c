using Taojin.Workflows;

namespace Taojin.Cli.Running;

/// <summary>The server's word on who answers under an alias.</summary>
internal sealed record ModelAlias(string Alias, string Version);

/// <summary>The versions that a server has.</summary>
internal sealed record StoredModels(IReadOnlyList<ModelEntry> Models);

/// <summary>What a server published.</summary>
internal sealed record PublishedModels(IReadOnlyList<PublishedVersion> Published);
