package dev.tapedeck.cassette;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link InteractionIndex} promises. An adapter's test extends this and hands over an index of a store that
 * is empty at the start of each test.
 */
public abstract class InteractionIndexContract {
    protected static final CassetteName CHECKOUT = new CassetteName("checkout");
    protected static final CassetteName GREETING = new CassetteName("greeting");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** The store beneath: the same one during a test. */
    protected abstract CassetteStore store();

    /** The index under test: the same one during a test. */
    protected abstract InteractionIndex index();

    protected final TakeId take(CassetteName name) {
        return store().create(name, KeyRecipe.DEFAULT, Examples.NOON).take();
    }

    protected final int recorded(TakeId take, String question, String answer) {
        return recorded(take, Examples.ticket(question), Examples.response("{\"content\":\"%s\"}".formatted(answer)));
    }

    protected final int recorded(TakeId take, Ticket ticket, Outcome outcome) {
        int number = store().begin(take, ticket);
        store().finish(take, number, Examples.ending(outcome));
        return number;
    }

    private static Ticket at(Instant recordedAt) {
        return new Ticket(Lane.MAIN, Examples.key(1), Examples.chat("hello"), recordedAt, List.of());
    }

    private static Ticket to(String provider) {
        ProviderRequest request = Examples.chat("hello");
        return Examples.ticket(new ProviderRequest(
                new ProviderName(provider),
                request.dialect(),
                request.method(),
                request.path(),
                request.query(),
                request.headers(),
                request.body()));
    }

    protected final void caughtUp() {
        assertThat(index().catchUp(PATIENCE)).isTrue();
    }

    protected final List<Integer> found(TakeId take, SearchQuery query) {
        caughtUp();
        return index().find(take, query, 0, 1_000);
    }

    protected final List<Integer> found(TakeId take, String text) {
        return found(take, SearchQuery.text(text));
    }

    private static SearchQuery status(String status) {
        return new SearchQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                StatusFilter.parse(status),
                Optional.empty(),
                Optional.empty());
    }

    private static SearchQuery between(Optional<Instant> since, Optional<Instant> until) {
        return new SearchQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), since, until);
    }

    @Test
    void beforeItHasCaughtUpNothingIsFound() {
        TakeId take = take(CHECKOUT);
        recorded(take, "Where is my parcel?", "On its way.");

        assertThat(index().count(SearchQuery.ALL)).isEqualTo(Tally.NONE);
        assertThat(index().find(take, SearchQuery.ALL, 0, 10)).isEmpty();
    }

    @Test
    void wordsAreFoundInRequestsAndInAnswers() {
        // Given
        TakeId take = take(CHECKOUT);
        recorded(take, "Where is my parcel?", "On its way.");
        recorded(take, "Is it blue?", "The parcel is green.");
        recorded(take, "Good bye", "See you");

        // Then
        assertThat(found(take, "parcel")).containsExactly(1, 2);
        assertThat(found(take, "green")).containsExactly(2);
        assertThat(found(take, "nowhere")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    parcel late           | true
                    LATE Parcel           | true
                    parcel lost           | false
                    '"parcel is late"'    | true
                    '"late parcel"'       | false
                    '"is late" parcel'    | true
                    par                   | true
                    arcel                 | false
                    'par '                | false
                    par late              | false
                    parcel la             | true
                    '"parcel is la"'      | false
                    parcel-is             | true
                    is-parcel             | false
                    '"parcel is late'     | true
                    !?                    | false
                    """)
    void allWordsMustOccurPhrasesInOrderAndTheLastWordMayGoOn(String text, boolean matches) {
        // Given
        TakeId take = take(CHECKOUT);
        recorded(take, "Why: the parcel is late!", "Sorry");

        // Then
        assertThat(found(take, text)).hasSize(matches ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"zürich", "ZÜRICH", "Zu\u0308rich", "東京", "\"東京\"", "привет", "ΠΌΛΗ", "مرحبا", "naïve", "ﬁn"})
    void wordsOfAnyLanguageAreFoundHoweverTheyAreComposed(String text) {
        // Given
        TakeId take = take(CHECKOUT);
        recorded(take, "Zürich 東京 Привет naïve", "πόλη مرحبا fin");
        recorded(take, "Zurich naive", "京東");

        // Then
        assertThat(found(take, text)).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"order_id", "id", "example.com", "example", "4.1", "l'avion", "avion", "timeout", "error:timeout"
            })
    void namesInProgramsAndAddressesAreFoundWholeAndByTheirWords(String text) {
        // Given
        TakeId take = take(CHECKOUT);
        recorded(take, "order_id at https://example.com/a?b=4.1", "l'avion error:timeout");
        recorded(take, "com.example 1.4", "order");

        // Then
        assertThat(found(take, text)).contains(1);
        assertThat(found(take, "\"" + text + "\"")).contains(1);
    }

    @Test
    void aPhraseDoesNotReachFromOneTextIntoTheNext() {
        // Given
        TakeId take = take(CHECKOUT);
        recorded(take, "one two", "three four");

        // Then
        assertThat(found(take, "\"two three\"")).isEmpty();
        assertThat(found(take, "two three")).containsExactly(1);
    }

    @Test
    void aPhraseThatAStreamCutIntoPiecesIsFound() {
        // Given
        TakeId take = take(CHECKOUT);
        Outcome stream = Examples.stream(
                "data: {\"id\":\"c1\",\"choices\":[{\"delta\":{\"content\":\"Your refu\"}}]}\n\ndata: {\"id\":\"c1\",",
                "\"choices\":[{\"delta\":{\"content\":\"nd is on\"}}]}\n\n",
                "data: {\"id\":\"c1\",\"choices\":[{\"delta\":{\"content\":\" its way\"}}]}\n\ndata: [DONE]\n\n");
        recorded(take, Examples.ticket("Where?"), stream);

        // Then
        assertThat(found(take, "\"your refund is on its way\"")).containsExactly(1);
        assertThat(found(take, "refund ")).containsExactly(1);
    }

    @Test
    void conditionsOnModelAndProviderMustBeMetInFull() {
        // Given
        TakeId take = take(CHECKOUT);
        recorded(take, to("openai"), Examples.response("{}"));
        recorded(take, to("azure"), Examples.response("{}"));
        recorded(take, Examples.ticketFor("tiny-9"), Examples.response("{}"));

        // Then
        assertThat(found(take, model("tiny-9"))).containsExactly(3);
        assertThat(found(take, model("tiny"))).isEmpty();
        assertThat(found(take, model(Examples.MODEL))).containsExactly(1, 2);
        assertThat(found(take, provider("azure"))).containsExactly(2);
    }

    private static SearchQuery model(String model) {
        return new SearchQuery(
                Optional.empty(),
                Optional.of(model),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static SearchQuery provider(String provider) {
        return new SearchQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.of(new ProviderName(provider)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void aStatusIsOneCodeOrAClassOfThem() {
        // Given
        TakeId take = take(CHECKOUT);
        for (int code : new int[] {200, 404, 429, 500}) {
            recorded(take, Examples.ticket("hello"), new Outcome.Response(code, Examples.JSON, Bytes.utf8("{}")));
        }
        recorded(take, Examples.ticket("hello"), Examples.timeout());

        // Then
        assertThat(found(take, status("404"))).containsExactly(2);
        assertThat(found(take, status("4xx"))).containsExactly(2, 3);
        assertThat(found(take, status("5xx"))).containsExactly(4);
        assertThat(found(take, status("201"))).isEmpty();
    }

    @Test
    void aTimeBeginsAtSinceAndEndsBeforeUntil() {
        // Given
        TakeId take = take(CHECKOUT);
        Instant early = Examples.NOON.minusSeconds(60);
        Instant late = Examples.NOON.plusNanos(1_000);
        recorded(take, at(early), Examples.response("{}"));
        recorded(take, at(Examples.NOON), Examples.response("{}"));
        recorded(take, at(late), Examples.response("{}"));

        // Then
        assertThat(found(take, between(Optional.of(Examples.NOON), Optional.empty())))
                .containsExactly(2, 3);
        assertThat(found(take, between(Optional.empty(), Optional.of(Examples.NOON))))
                .containsExactly(1);
        assertThat(found(take, between(Optional.of(Examples.NOON), Optional.of(late))))
                .containsExactly(2);
        assertThat(found(take, between(Optional.of(Instant.MIN), Optional.of(Instant.MAX))))
                .containsExactly(1, 2, 3);
    }

    @Test
    void matchesAreCountedByTakeModelProviderAndStatus() {
        // Given
        TakeId checkout = take(CHECKOUT);
        TakeId greeting = take(GREETING);
        recorded(checkout, "Where is my parcel?", "Here");
        recorded(checkout, "No parcel?", "No");
        recorded(checkout, "Hello", "Hi");
        recorded(greeting, "A parcel!", "Oh");
        recorded(greeting, Examples.ticketFor("tiny-9"), Examples.timeout());
        caughtUp();

        // When
        Tally parcels = index().count(SearchQuery.text("parcel"));
        Tally all = index().count(SearchQuery.ALL);

        // Then
        assertThat(parcels.takes()).containsOnly(Map.entry(checkout, 2), Map.entry(greeting, 1));
        assertThat(parcels.models()).containsOnly(Map.entry(Examples.MODEL, 3));
        assertThat(all.takes()).containsOnly(Map.entry(checkout, 3), Map.entry(greeting, 2));
        assertThat(all.models()).containsOnly(Map.entry(Examples.MODEL, 4), Map.entry("tiny-9", 1));
        assertThat(all.providers()).containsOnly(Map.entry("openai", 5));
        assertThat(all.statuses()).containsOnly(Map.entry(200, 4));
    }

    @Test
    void whatIsFoundComesInOrderOfNumberAndInParts() {
        // Given
        TakeId take = take(CHECKOUT);
        for (int call = 0; call < 25; call++) {
            recorded(take, "call " + (call % 2 == 0 ? "even" : "odd"), "ok");
        }
        caughtUp();

        // When
        List<Integer> first = index().find(take, SearchQuery.text("even"), 0, 5);
        List<Integer> second = index().find(take, SearchQuery.text("even"), first.getLast(), 100);

        // Then
        assertThat(first).containsExactly(1, 3, 5, 7, 9);
        assertThat(second).containsExactly(11, 13, 15, 17, 19, 21, 23, 25);
        assertThat(index().find(take, SearchQuery.text("even"), Integer.MAX_VALUE, 5))
                .isEmpty();
    }

    @Test
    void whatIsAppendedLaterIsFoundToo() {
        // Given
        TakeId take = take(CHECKOUT);
        recorded(take, "first", "ok");
        caughtUp();

        // When
        recorded(take, "second", "ok");

        // Then
        assertThat(found(take, "second")).containsExactly(2);
        assertThat(found(take, "ok")).containsExactly(1, 2);
    }

    @Test
    void aCallThatEndsAfterItWasReadIsReadAgain() {
        // Given
        TakeId take = take(CHECKOUT);
        int first = store().begin(take, Examples.ticket("question one"));
        int second = store().begin(take, Examples.ticket("question two"));
        assertThat(found(take, "question")).containsExactly(1, 2);

        // When
        store().finish(take, second, Examples.ending(Examples.response("{\"content\":\"answered\"}")));

        // Then
        assertThat(found(take, "answered")).containsExactly(2);
        assertThat(found(take, "question")).containsExactly(1, 2);
        store().finish(take, first, Examples.ending(Examples.timeout()));
        assertThat(found(take, "\"No answer within\"")).containsExactly(1);
        assertThat(index().count(SearchQuery.ALL).statuses()).containsOnly(Map.entry(200, 1));
    }

    @Test
    void manyCallsWithoutAnEndAreReadAgainToo() {
        // Given
        TakeId take = take(CHECKOUT);
        for (int call = 0; call < 120; call++) {
            store().begin(take, Examples.ticket("question"));
        }
        assertThat(found(take, "question")).hasSize(120);

        // When
        store().finish(take, 77, Examples.ending(Examples.response("{\"content\":\"answered\"}")));

        // Then
        assertThat(found(take, "answered")).containsExactly(77);
    }

    @Test
    void aRemovedInteractionIsNotFoundAnyMore() {
        // Given
        TakeId take = take(CHECKOUT);
        recorded(take, "keep", "ok");
        recorded(take, "forget", "ok");
        int open = store().begin(take, Examples.ticket("open"));
        assertThat(found(take, "forget")).containsExactly(2);

        // When
        store().remove(take, 2);
        store().remove(take, open);
        recorded(take, "another", "ok");

        // Then
        assertThat(found(take, "forget")).isEmpty();
        assertThat(found(take, "ok")).containsExactly(1, 4);
        caughtUp();
        assertThat(found(take, SearchQuery.ALL)).containsExactly(1, 4);
    }

    @Test
    void aDeletedCassetteIsNotFoundAnyMore() {
        // Given
        TakeId checkout = take(CHECKOUT);
        TakeId greeting = take(GREETING);
        recorded(checkout, "parcel", "ok");
        recorded(greeting, "parcel", "ok");
        caughtUp();

        // When
        store().delete(CHECKOUT);

        // Then
        assertThat(found(checkout, "parcel")).isEmpty();
        assertThat(index().count(SearchQuery.text("parcel")).takes()).containsOnlyKeys(greeting);
    }

    @Test
    void aRenamedCassetteIsFoundAsBefore() {
        // Given
        TakeId take = take(CHECKOUT);
        recorded(take, "parcel", "ok");
        caughtUp();

        // When
        store().rename(CHECKOUT, GREETING);

        // Then
        assertThat(found(take, "parcel")).containsExactly(1);
        recorded(take, "another parcel", "ok");
        assertThat(found(take, "parcel")).containsExactly(1, 2);
    }

    @Test
    void aFreshTakeIsFoundOnceItIsAdoptedAndTheOldOneNoMore() {
        // Given
        TakeId old = take(CHECKOUT);
        recorded(old, "old parcel", "ok");
        TakeId fresh = store().beginTake(CHECKOUT);
        recorded(fresh, "fresh parcel", "ok");
        caughtUp();
        Tally before = index().count(SearchQuery.text("parcel"));

        // When
        store().adoptTake(CHECKOUT, fresh, Examples.NOON.plusSeconds(1));

        // Then
        assertThat(before.takes()).containsOnlyKeys(old);
        caughtUp();
        assertThat(index().count(SearchQuery.text("parcel")).takes()).containsOnlyKeys(fresh);
        assertThat(found(fresh, "fresh")).containsExactly(1);
        assertThat(found(old, "old")).isEmpty();
    }

    @Test
    void aTextWithoutAnyConditionFindsEverything() {
        // Given
        TakeId take = take(CHECKOUT);
        recorded(take, "parcel", "ok");

        // Then
        assertThat(found(take, "  ")).containsExactly(1);
    }
}
