package dev.tapedeck.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.cassette.RequestKeys;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Terms;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifierTest {
    private final Workshop workshop = new Workshop();
    private final Verifier verifier = new Verifier(workshop.store, workshop.scrubber);

    private TakeId take() {
        return workshop.store
                .find(Workshop.NAME)
                .orElseGet(() -> workshop.store.create(Workshop.NAME, KeyRecipe.DEFAULT, workshop.time.now()))
                .take();
    }

    private void record(String question, Outcome outcome) {
        ProviderRequest request = Examples.chat(question);
        Call call = new Call(request, Lane.MAIN, Terms.of(Effect.EFFECT));
        int number = workshop.store.begin(
                take(),
                workshop.scrubber.ticket(call, new RequestKeys(KeyRecipe.DEFAULT).keyOf(request), workshop.time.now()));
        workshop.store.finish(take(), number, Examples.ending(outcome));
    }

    @Test
    void aCassetteThatWasRecordedPasses() {
        record("hello", Examples.response("{}"));
        record("the key is " + Workshop.SECRET, Examples.stream("data: 1\n\n"));

        Verification found = verifier.verify(Workshop.NAME);

        assertThat(found.passed()).isTrue();
        assertThat(found.interactions()).isEqualTo(2);
        assertThat(found.keysChecked()).isEqualTo(1);
        assertThat(found.warnings()).isEmpty();
    }

    @Test
    void aKeyThatIsNotThatOfItsRequestIsAProblem() {
        record("hello", Examples.response("{}"));
        workshop.store.begin(take(), Examples.ticket("changed"));

        Verification found = verifier.verify(Workshop.NAME);

        assertThat(found.passed()).isFalse();
        assertThat(found.problems()).extracting(Note::place).containsExactly("interaction 2");
    }

    @Test
    void aSecretInARequestIsAProblemAndOneInAnAnswerAWarning() {
        record("hello", Examples.response("\"" + Workshop.SECRET + "\""));
        workshop.store.begin(take(), Examples.ticket("I am " + Workshop.SECRET));

        Verification found = verifier.verify(Workshop.NAME);

        assertThat(found.problems())
                .extracting(Note::text)
                .anyMatch(text -> text.startsWith("The request holds what looks like a secret"));
        assertThat(found.warnings()).extracting(Note::place).containsExactly("interaction 1");
        assertThat(found.toString()).doesNotContain(Workshop.SECRET);
    }

    @Test
    void callsWithoutAnEndAreListed() {
        record("hello", Examples.response("{}"));
        workshop.store.begin(take(), Examples.ticket("one"));
        workshop.store.begin(take(), Examples.ticket("two"));

        Verification found = verifier.verify(Workshop.NAME);

        assertThat(found.incompleteCount()).isEqualTo(2);
        assertThat(found.incomplete()).containsExactly(2, 3);
    }

    @Test
    void whatCannotBeReadIsAProblemAndTheRestIsChecked() {
        for (String question : List.of("one", "two", "three")) {
            record(question, Examples.response("{}"));
        }

        Verification found = new Verifier(withUnreadable(2), workshop.scrubber).verify(Workshop.NAME);

        assertThat(found.interactions()).isEqualTo(2);
        assertThat(found.problems()).containsExactly(new Note("interaction 2", "Its outcome is no JSON."));
    }

    /** The store, one of whose interactions is damaged. */
    private CassetteStore withUnreadable(int number) {
        return (CassetteStore) Proxy.newProxyInstance(
                CassetteStore.class.getClassLoader(),
                new Class<?>[] {CassetteStore.class},
                (proxy, method, arguments) -> {
                    boolean damaged = method.getName().equals("interactions")
                            || method.getName().equals("find") && arguments.length == 2 && arguments[1].equals(number);
                    if (damaged) {
                        throw FailedCall.rejected(new Failure.Unreadable("Its outcome is no JSON."));
                    }
                    try {
                        return method.invoke(workshop.store, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    @Test
    void aCassetteThatIsNotThereIsUnknown() {
        assertThatThrownBy(() -> verifier.verify(Workshop.NAME))
                .isInstanceOfSatisfying(
                        FailedCall.class, failed -> assertThat(failed.failure()).isInstanceOf(Failure.Unknown.class));
    }

    @Test
    void aLongTapeIsCheckedWhole() {
        for (int number = 0; number < 501; number++) {
            record("question " + number, Examples.response("{}"));
        }

        Verification found = verifier.verify(Workshop.NAME);

        assertThat(found.interactions()).isEqualTo(501);
        assertThat(workshop.interactions()).extracting(Interaction::number).hasSize(501);
    }
}
