using Taojin.Data;
using Taojin.Storage;

namespace Taojin.Workflows.Serving;

/// <content>What imports bring counts from the moment they end, as live events do.</content>
public sealed partial class LiveShop
{
    private void Follow(ImportedRows rows)
    {
        if (rows.Receipt.Accepted == 0)
            return;
        lock (_change)
        {
            TakeItems(rows.Items());
            if (rows.Receipt.AcceptedByTable.GetValueOrDefault("users") > 0)
                foreach (var (user, attributes) in _mine.Workspace.Resources.Users.Attributes())
                    _attributes.Change(user, attributes);
            var isLate = false;
            foreach (var turn in rows.Events().Chunk(EventsATurn))
                _gate.Write(() =>
                {
                    foreach (var happened in turn)
                    {
                        isLate |= happened.Time < _last;
                        Take(happened, rows.Mark);
                    }
                });
            if (!isLate)
                return;
        }
        FallBehind(isPressing: true);
    }

    private void TakeItems(Catalogue said)
    {
        foreach (var turn in Enumerable.Range(0, said.Count).Chunk(EventsATurn))
            _gate.Write(() =>
            {
                foreach (var item in turn)
                {
                    var here = _items.Ids.Add(said.Ids.IdAt(item));
                    _items.Change(here, said.Said(item));
                    _search.Changed(here);
                }
                _state.Facts.Forget();
            });
    }
}
