package dev.tapedeck.resilience;

final class CircuitSemanticsTest extends CircuitSemanticsContract {
    @Override
    protected CircuitUnderTest.Maker maker() {
        return TapedeckCircuit::new;
    }
}
