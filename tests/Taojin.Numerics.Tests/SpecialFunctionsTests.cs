namespace Taojin.Numerics.Tests;

/// <summary>Against values that can be worked out by hand: factorials, harmonic numbers, closed forms of ₂F₁.</summary>
public sealed class SpecialFunctionsTests
{
    [Fact]
    public void LogGamma_of_whole_numbers_is_the_factorial_and_of_a_half_is_the_root_of_pi()
    {
        var factorial = 0.0;
        for (var n = 1; n < 170; n++)
        {
            SpecialFunctions.LogGamma(n).ShouldBe(factorial, 1e-12 * Math.Max(1, factorial));
            factorial += Math.Log(n);
        }
        SpecialFunctions.LogGamma(0.5).ShouldBe(Math.Log(Math.PI) / 2, 1e-14);
        SpecialFunctions.LogGamma(0).ShouldBe(double.NaN);
    }

    [Fact]
    public void Digamma_of_whole_numbers_is_harmonic()
    {
        const double euler = 0.57721566490153286;
        var harmonic = 0.0;
        for (var n = 1; n < 50; harmonic += 1.0 / n++)
            SpecialFunctions.Digamma(n).ShouldBe(harmonic - euler, 1e-13);
        SpecialFunctions.Digamma(0.5).ShouldBe(-euler - (2 * Math.Log(2)), 1e-13);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(0.6)]
    [InlineData(0.9)]
    [InlineData(0.99)]
    public void Hypergeometric_has_its_closed_forms(double z)
    {
        SpecialFunctions.Hypergeometric(3.5, 2, 2, z).ShouldBe(Math.Pow(1 - z, -3.5), 1e-9 * Math.Pow(1 - z, -3.5));
        SpecialFunctions.Hypergeometric(1, 1, 2, z).ShouldBe(z == 0 ? 1 : -Math.Log(1 - z) / z, 1e-10);
        SpecialFunctions.Hypergeometric(1, 1, 2, 1).ShouldBe(double.NaN);
    }
}

public sealed class QuasiNewtonTests
{
    [Fact]
    public void Rosenbrocks_valley_is_walked_to_its_end()
    {
        static double Rosenbrock(ReadOnlySpan<double> x, Span<double> gradient)
        {
            var (a, b) = (1 - x[0], x[1] - (x[0] * x[0]));
            (gradient[0], gradient[1]) = ((-2 * a) - (400 * x[0] * b), 200 * b);
            return (a * a) + (100 * b * b);
        }

        var found = QuasiNewton.Minimise(Rosenbrock, [-1.2, 1], 1e-10);

        found.HasConverged.ShouldBeTrue();
        found.Point.ShouldBe([1, 1], 1e-7);
        var hessian = QuasiNewton.Hessian(Rosenbrock, [1, 1]);
        new[] { hessian[0, 0], hessian[0, 1], hessian[1, 1] }.ShouldBe([802, -400, 200], 1e-4); // by hand
    }

    [Fact]
    public void Where_a_function_is_not_defined_it_is_not_gone()
    {
        static double Barrier(ReadOnlySpan<double> x, Span<double> gradient)
        {
            gradient[0] = 1 - (1 / x[0]);
            return x[0] > 0 ? x[0] - Math.Log(x[0]) : double.NaN;
        }

        QuasiNewton.Minimise(Barrier, [50.0]).Point[0].ShouldBe(1, 1e-6);
    }
}
