using System.Runtime.InteropServices;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>Sessions that share an item with a history, with their nearness. Scratch space of one caller; only what was touched is cleared.</summary>
internal sealed class NearSessions(int sessionCount)
{
    private readonly float[] _nearness = new float[sessionCount];
    private readonly int[] _match = new int[sessionCount];
    private readonly List<int> _touched = [];
    private float[] _values = [];
    private int[] _best = [];

    /// <summary>Adds to a session's nearness; the first item that finds it is its match.</summary>
    /// <param name="session">Index of the session.</param>
    /// <param name="part">More than 0.</param>
    /// <param name="age">Place of the shared item from the end of the history; calls come in ascending order of it.</param>
    public void Add(int session, float part, int age)
    {
        if (_nearness[session] == 0)
        {
            _touched.Add(session);
            _match[session] = age;
        }
        _nearness[session] += part;
    }

    public float NearnessOf(int session) => _nearness[session];

    public int MatchOf(int session) => _match[session];

    /// <summary>The nearest sessions, nearest first; of equal ones those touched first.</summary>
    public ReadOnlySpan<int> Best(int count)
    {
        if (_touched.Count <= count)
            return CollectionsMarshal.AsSpan(_touched);
        if (_values.Length < _touched.Count)
            _values = new float[2 * _touched.Count];
        if (_best.Length < count)
            _best = new int[count];
        for (var place = 0; place < _touched.Count; place++)
            _values[place] = _nearness[_touched[place]];
        var best = _best.AsSpan(0, TopK.Write(_values.AsSpan(0, _touched.Count), _best.AsSpan(0, count)));
        foreach (ref var place in best)
            place = _touched[place];
        return best;
    }

    public void Clear()
    {
        foreach (var session in _touched)
            _nearness[session] = 0;
        _touched.Clear();
    }
}
