package dev.tapedeck.cassette;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.cassette.Retention.Excess;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RetirementTest {
    private static final Retention LAST_TWO = new Retention(OptionalInt.of(2), Optional.empty(), OptionalLong.empty());

    private final Deck deck = new Deck();

    private Retirement.Round run(Retention retention) {
        return run(retention, deck.store);
    }

    private void made(String... names) {
        for (String name : names) {
            deck.store.create(new CassetteName(name), KeyRecipe.DEFAULT, deck.time.now());
            deck.time.advance(Duration.ofMinutes(1));
        }
    }

    private List<String> kept() {
        return deck.store.list(Optional.empty(), 10_000).stream()
                .map(cassette -> cassette.name().value())
                .toList();
    }

    private static List<String> names(List<Excess> excess) {
        return excess.stream().map(each -> each.name().value()).toList();
    }

    @Test
    void whatExceedsTheLimitIsRemovedAndToldWithItsReason() {
        made("d", "b", "c", "a");

        Retirement.Round round = run(LAST_TWO);

        assertThat(names(round.removed())).containsExactly("d", "b");
        assertThat(round.removed()).allSatisfy(each -> assertThat(each.reason()).contains("keep-last 2"));
        assertThat(round.failures()).isEmpty();
        assertThat(kept()).containsExactly("a", "c");
        assertThat(run(LAST_TWO).removed()).isEmpty();
    }

    @Test
    void withoutALimitNothingIsRemoved() {
        made("a", "b", "c");

        assertThat(run(Retention.ALL).removed()).isEmpty();
        assertThat(kept()).hasSize(3);
    }

    @Test
    void aCassetteOverWhichASessionIsOpenStaysUntilItIsClosed() {
        made(Deck.NAME.value(), "b", "c");
        Session replay = deck.open(Mode.REPLAY);

        assertThat(run(LAST_TWO).removed()).isEmpty();
        deck.sessions.close(replay.id());

        assertThat(names(run(LAST_TWO).removed())).containsExactly(Deck.NAME.value());
    }

    @Test
    void allCassettesAreLookedAtHoweverManyThereAre() {
        for (int number = 0; number < 1_001; number++) {
            made("c" + number);
        }

        Retirement.Round round = run(LAST_TWO);

        assertThat(round.removed()).hasSize(999);
        assertThat(kept()).containsExactly("c1000", "c999");
    }

    @Test
    void aCassetteThatAnotherNodeRemovedFirstIsNoFailure() {
        made("a", "b", "c");

        Retirement.Round round = run(LAST_TWO, before("delete", deck.store::delete));

        assertThat(round).isEqualTo(new Retirement.Round(List.of(), List.of()));
        assertThat(kept()).containsExactly("b", "c");
    }

    @Test
    void aCassetteRecordedToInTheMeantimeStays() {
        made("a", "b", "c");
        Consumer<CassetteName> change = name -> deck.store.adoptTake(name, deck.store.beginTake(name), deck.time.now());

        Retirement.Round round = run(LAST_TWO, before("find", change));

        assertThat(round.removed()).isEmpty();
        assertThat(kept()).hasSize(3);
    }

    @Test
    void oneThatCannotBeRemovedIsToldAndKeepsNoOtherFromGoing() {
        made("a", "b", "c", "d");
        Consumer<CassetteName> refusal = name -> {
            if (name.value().equals("a")) {
                throw FailedCall.rejected(new Failure.Conflict("It is locked."));
            }
        };

        Retirement.Round round = run(LAST_TWO, before("delete", refusal));

        assertThat(names(round.removed())).containsExactly("b");
        assertThat(round.failures()).containsExactly(new Failure.Conflict("It is locked."));
    }

    private Retirement.Round run(Retention retention, CassetteStore store) {
        return new Retirement(store, deck.sessions, deck.time, retention).run();
    }

    /** The store, with something happening to a cassette just before it is asked that about it. */
    private CassetteStore before(String question, Consumer<CassetteName> event) {
        return (CassetteStore) Proxy.newProxyInstance(
                CassetteStore.class.getClassLoader(),
                new Class<?>[] {CassetteStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals(question)) {
                        event.accept((CassetteName) arguments[0]);
                    }
                    try {
                        return method.invoke(deck.store, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
