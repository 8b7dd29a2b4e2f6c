using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Taojin.House.Tests;

/// <summary>One C# file of the repository, read as syntax: comments are no code, and a literal is a literal.</summary>
internal sealed record Source(string Path, int Lines, SyntaxNode Syntax)
{
    private static readonly Lazy<IReadOnlyList<Source>> Everything = new(() => [.. Files().AsParallel().AsOrdered().Select(Read)]);

    /// <summary>All C# files under src, tests, benchmarks and samples.</summary>
    public static IReadOnlyList<Source> All => Everything.Value;

    /// <summary>Those under one folder.</summary>
    public static IEnumerable<Source> Under(string folder) => All.Where(file => file.Path.StartsWith(folder + "/", StringComparison.Ordinal));

    /// <summary>Where a node stands, as <c>src/A.cs:12</c>.</summary>
    public string Place(SyntaxNode node) => $"{Path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    /// <summary>Texts in quotes, the written parts of interpolated ones included.</summary>
    public IEnumerable<(string Text, string Place)> Literals()
    {
        foreach (var node in Syntax.DescendantNodes())
            if (node is LiteralExpressionSyntax literal && literal.IsKind(SyntaxKind.StringLiteralExpression))
                yield return (literal.Token.ValueText, Place(node));
            else if (node is InterpolatedStringExpressionSyntax mixed)
                yield return (string.Concat(mixed.Contents.Select(part => part is InterpolatedStringTextSyntax text ? text.TextToken.ValueText : "…")), Place(node));
    }

    /// <summary>Methods, constructors, properties with bodies, operators and local functions with the lines they take, documentation not counted.</summary>
    public IEnumerable<(string Name, int Lines, string Place)> Functions() =>
        Syntax.DescendantNodes().Where(node => NameOf(node).Length > 0).Select(node => (NameOf(node), Span(node), Place(node)));

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax made => made.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        OperatorDeclarationSyntax oneOf => "operator " + oneOf.OperatorToken.Text,
        PropertyDeclarationSyntax property when property.AccessorList?.Accessors.Any(each => each.Body is not null || each.ExpressionBody is not null) == true => property.Identifier.Text,
        _ => "",
    };

    private static int Span(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static Source Read(string path)
    {
        var text = File.ReadAllText(path);
        var tree = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview));
        tree.GetDiagnostics().Where(each => each.Severity == DiagnosticSeverity.Error)
            .ShouldBeEmpty($"{House.Short(path)} cannot be read as C#: the rules would be blind there. A newer Microsoft.CodeAnalysis.CSharp may know the syntax.");
        return new(House.Short(path), text.AsSpan().TrimEnd('\n').Count('\n') + 1, tree.GetRoot());
    }

    private static IEnumerable<string> Files() => new[] { "src", "tests", "benchmarks", "samples" }.Select(folder => House.PathOf(folder)).Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        .Where(path => !House.Short(path).Split('/').Any(part => part is "bin" or "obj" or "artifacts"))
        .Order(StringComparer.Ordinal);
}
