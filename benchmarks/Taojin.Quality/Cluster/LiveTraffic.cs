namespace Taojin.Quality.Cluster;

/// <summary>What came of calls while nodes were struck: tries that failed, in all and between a blow and the recovery from it.</summary>
internal sealed class LiveTraffic
{
    private readonly Lock _turn = new();
    private volatile bool _isStruck;

    public TryCount Appends { get; } = new();

    public TryCount Answers { get; } = new();

    public List<string> Acknowledged { get; } = [];

    /// <summary>How long the sending took.</summary>
    public double Seconds { get; set; }

    public bool IsStruck => _isStruck;

    /// <summary>From now on tries count as those of a fail-over.</summary>
    public void Strike(Action blow)
    {
        _isStruck = true;
        blow();
    }

    /// <summary>Everybody was answered for again.</summary>
    public void Recover() => _isStruck = false;

    public void Take(IEnumerable<string> ids)
    {
        lock (_turn)
            Acknowledged.AddRange(ids);
    }

    /// <summary>Tries of calls, each counted when it ends.</summary>
    internal sealed class TryCount
    {
        private int _all, _failed, _struck, _struckFailed;

        /// <summary>Tries between a blow and the recovery.</summary>
        public int Struck => _struck;

        /// <summary>Share of tries that failed.</summary>
        public double Share => _failed / (double)Math.Max(1, _all);

        /// <summary>The same of those between a blow and the recovery.</summary>
        public double StruckShare => _struckFailed / (double)Math.Max(1, _struck);

        public void Note(bool isFailed, bool isStruck)
        {
            Interlocked.Increment(ref _all);
            if (isFailed)
                Interlocked.Increment(ref _failed);
            if (isStruck)
                Interlocked.Increment(ref _struck);
            if (isStruck && isFailed)
                Interlocked.Increment(ref _struckFailed);
        }
    }
}
