using Taojin.Quality.Recommenders;

namespace Taojin.Quality.Deep;

/// <summary>One part of <c>./bench deep</c>, found by this interface; it has a constructor without parameters.</summary>
internal interface IDeepPart : IQualityPart;
