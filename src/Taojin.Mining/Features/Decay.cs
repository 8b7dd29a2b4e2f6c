namespace Taojin.Mining.Features;

/// <summary>Halving by age: 2^(−age ÷ half-life), from two small tables, so that it costs two loads and gives the same bits everywhere.</summary>
internal sealed class Decay
{
    private const int StepsPerHalfLife = 4096, FineSteps = 64, HalfLives = 30;
    private readonly double _stepsPerSecond;
    private readonly float[] _coarse = new float[HalfLives * StepsPerHalfLife / FineSteps];
    private readonly float[] _fine = new float[FineSteps];

    /// <param name="halfLifeHours">After so many hours half is left.</param>
    public Decay(double halfLifeHours)
    {
        _stepsPerSecond = StepsPerHalfLife / (halfLifeHours * 3600);
        for (var step = 0; step < _coarse.Length; step++)
            _coarse[step] = (float)Math.Pow(0.5, step * (double)FineSteps / StepsPerHalfLife);
        for (var step = 0; step < FineSteps; step++)
            _fine[step] = (float)Math.Pow(0.5, step / (double)StepsPerHalfLife);
    }

    /// <summary>What is left after so many seconds; 0 after thirty half-lives.</summary>
    public float After(long seconds)
    {
        var steps = (long)(seconds * _stepsPerSecond);
        return steps >= HalfLives * StepsPerHalfLife ? 0 : _coarse[steps / FineSteps] * _fine[steps % FineSteps];
    }
}

/// <summary>A count that halves with age.</summary>
internal struct DecayedCount
{
    private float _value;
    private uint _second;

    /// <summary>Adds to the count at a moment, given in whole seconds since 1970.</summary>
    public void Add(float amount, uint second, Decay decay)
    {
        _value = At(second, decay) + amount;
        _second = second;
    }

    /// <summary>The count at a moment not before the last addition.</summary>
    public readonly float At(uint second, Decay decay) => _value == 0 ? 0 : _value * decay.After(second - (long)_second);
}
