package dev.tapedeck.resilience;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A circuit that keeps every rule. */
public abstract class CircuitSemanticsContract {
    protected abstract CircuitUnderTest.Maker maker();

    static List<CircuitRule> rules() {
        return CircuitRules.ALL;
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleIsKept(CircuitRule rule) {
        rule.proof().accept(maker());
    }
}
