namespace Taojin.Mining.Features;

/// <summary>Views, carts and purchases as rates, drawn towards a prior while there are few.</summary>
internal struct Conversion
{
    public const float PurchasePrior = 0.03f, CartPrior = 0.06f;
    private const float PriorViews = 20;
    private int _views, _carts, _purchases;

    public void Add(Data.EventKind kind)
    {
        switch (kind)
        {
            case Data.EventKind.View:
                _views++;
                break;
            case Data.EventKind.Cart:
                _carts++;
                break;
            case Data.EventKind.Purchase:
                _purchases++;
                break;
        }
    }

    public readonly float PurchasesPerView => (_purchases + (PurchasePrior * PriorViews)) / (_views + PriorViews);

    public readonly float CartsPerView => (_carts + (CartPrior * PriorViews)) / (_views + PriorViews);
}
