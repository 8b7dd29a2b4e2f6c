using Taojin.Data;
using Taojin.Mining.Classification;
using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Pictures;
using Taojin.Numerics;

namespace Taojin.Workflows.Categories;

/// <summary>Vectors of the items' pictures: by the published network of pictures, or by colours and edges where there is none.</summary>
internal static class ItemLooks
{
    /// <summary>The log with vectors of its items; as it is when no item has a picture.</summary>
    public static ShopLog With(Mine mine, ShopLog log, FitContext context)
    {
        if (!Array.Exists(log.Items.Image, image => image is not null))
            return log;
        var (embeds, pictures) = (Embedder(mine), mine.Workspace.Pictures);
        var vectors = new DenseRows(log.Items.Count, embeds.EmbeddingWidth);
        context.ForEachRow(log.Items.Count, item =>
        {
            if (log.Items.Image[item] is { } image && pictures.Read(log.Items.Ids.IdAt(item), image).Picture is { } picture)
                embeds.Embed(picture, vectors[item]);
        });
        return log.With(log.Items.With(vectors));
    }

    private static IEmbedsPictures Embedder(Mine mine) => mine.Models.Current(PublishedCategories.Alias) is null ? new PictureTraits() : PublishedCategories.Of(mine).Model switch
    {
        IEmbedsPictures network => network,
        TextImageFusionModel { Pictures: IEmbedsPictures network } => network,
        _ => new PictureTraits(),
    };
}
