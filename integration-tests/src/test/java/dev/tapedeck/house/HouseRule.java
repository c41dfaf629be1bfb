package dev.tapedeck.house;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One rule, the classes it looks at, and the seeded classes that prove that it sees something.
 *
 * @param promise the rule as a sentence
 * @param scope the classes of the house that must keep it
 * @param rule the rule itself
 * @param violators seeded classes that break it
 */
record HouseRule(String promise, JavaClasses scope, ArchRule rule, List<Class<?>> violators) {
    HouseRule {
        violators = List.copyOf(violators);
    }

    /** A rule as a function from a class to what is wrong with it. */
    static ArchRule noneOf(
            String what, Predicate<JavaClass> lookedAt, Function<JavaClass, Stream<String>> whatIsWrong) {
        return ArchRuleDefinition.classes()
                .that(DescribedPredicate.describe("are looked at", lookedAt))
                .should(new ArchCondition<>("not " + what) {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        whatIsWrong
                                .apply(type)
                                .forEach(wrong ->
                                        events.add(SimpleConditionEvent.violated(type, type.getName() + ": " + wrong)));
                    }
                })
                .allowEmptyShould(true);
    }

    List<String> brokenBy(JavaClasses classes) {
        return rule.evaluate(classes).getFailureReport().getDetails();
    }

    @Override
    public String toString() {
        return promise;
    }
}
