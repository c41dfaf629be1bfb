package dev.tapedeck.cassette;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.cassette.KeyRecipe.Replacement;
import dev.tapedeck.redaction.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Making, finding, listing, renaming and removing cassettes, and the take that is current. */
abstract class ShelfPromises extends StorePromises {
    private static final Instant LATER = Examples.NOON.plus(Duration.ofHours(1));

    @Test
    void aNewCassetteIsEmptyAndCanBeFound() {
        // When
        Cassette made = store().create(CHECKOUT, KeyRecipe.DEFAULT, Examples.NOON);

        // Then
        assertThat(made)
                .isEqualTo(new Cassette(
                        CHECKOUT, KeyRecipe.DEFAULT, Examples.NOON, Examples.NOON, made.take(), 0, 0, 0, List.of()));
        assertThat(store().find(CHECKOUT)).contains(made);
        assertThat(store().entries(made.take())).isEmpty();
    }

    @Test
    void theKeyRecipeIsKeptAsItWas() {
        // Given
        KeyRecipe recipe = new KeyRecipe(
                KeyRecipe.VERSION,
                List.of("/user", "/messages/*/id", "/a~1b", "/späße \"quoted\""),
                List.of(new Replacement("\\b[0-9a-f]{8}\\b", "<id>"), new Replacement("\n\\\\", "")),
                List.of("x-tenant"));

        // When
        store().create(CHECKOUT, recipe, Examples.NOON);

        // Then
        assertThat(found(CHECKOUT).recipe()).isEqualTo(recipe);
    }

    @Test
    void aNameThatIsTakenIsAConflictAndTheFirstCassetteStays() {
        // Given
        Cassette first = made(CHECKOUT);

        // When
        assertConflict(() -> store().create(CHECKOUT, KeyRecipe.DEFAULT, LATER));

        // Then
        assertThat(store().find(CHECKOUT)).contains(first);
    }

    @Test
    void whatIsOnTheListCanBeRead() {
        // Given
        made(CHECKOUT);

        // When
        List<Cassette> listed = store().list(Optional.empty(), 10);

        // Then
        assertThat(listed).extracting(Cassette::name).containsExactly(CHECKOUT);
        assertThat(store().unreadable()).isEmpty();
    }

    @Test
    void namesThatDifferOnlyInCaseAreTwoNames() {
        // Given
        made(new CassetteName("Checkout"));

        // When
        made(CHECKOUT);

        // Then
        assertThat(store().list(Optional.empty(), 10)).hasSize(2);
    }

    @Test
    void aCassetteThatIsNotThereIsNotFound() {
        // When
        Optional<Cassette> found = store().find(CHECKOUT);

        // Then
        assertThat(found).isEmpty();
    }

    @Test
    void cassettesAreListedPageByPageInOrderOfName() {
        // Given
        List.of("b", "a.1", "B", "a-1", "a_1", "1", "a").forEach(name -> made(new CassetteName(name)));

        // When
        List<CassetteName> first = listed(Optional.empty(), 3);
        List<CassetteName> second = listed(Optional.of(first.getLast()), 3);
        List<CassetteName> third = listed(Optional.of(second.getLast()), 3);

        // Then
        assertThat(first).extracting(CassetteName::value).containsExactly("1", "B", "a");
        assertThat(second).extracting(CassetteName::value).containsExactly("a-1", "a.1", "a_1");
        assertThat(third).extracting(CassetteName::value).containsExactly("b");
    }

    @Test
    void aListMayBeginAfterANameThatIsNotThere() {
        // Given
        made(CHECKOUT);
        made(GREETING);

        // When
        List<CassetteName> listed = listed(Optional.of(new CassetteName("d")), 10);

        // Then
        assertThat(listed).containsExactly(GREETING);
    }

    @Test
    void aListShowsTheSameAsFind() {
        // Given
        recorded(take(), Examples.ticketFor("m", new Finding("jwt", "/a")), Examples.response("{}"));
        made(GREETING);

        // When
        List<Cassette> listed = store().list(Optional.empty(), 10);

        // Then
        assertThat(listed).containsExactly(found(CHECKOUT), found(GREETING));
    }

    @Test
    void aRenamedCassetteKeepsEverything() {
        // Given
        TakeId take = take();
        recorded(take, Examples.ticket("hello"), Examples.response("{}"));
        Cassette before = found(CHECKOUT);

        // When
        store().rename(CHECKOUT, GREETING);

        // Then
        assertThat(store().find(CHECKOUT)).isEmpty();
        assertThat(found(GREETING))
                .usingRecursiveComparison()
                .ignoringFields("name")
                .isEqualTo(before);
        assertThat(numbers(take)).containsExactly(1);
    }

    @Test
    void aCassetteIsNotRenamedToANameThatIsTaken() {
        // Given
        Cassette checkout = made(CHECKOUT);
        Cassette greeting = made(GREETING);

        // When
        assertConflict(() -> store().rename(CHECKOUT, GREETING));

        // Then
        assertThat(store().list(Optional.empty(), 10)).containsExactly(checkout, greeting);
    }

    @Test
    void aCassetteRenamedToItsOwnNameStaysAsItIs() {
        // Given
        Cassette before = made(CHECKOUT);

        // When
        store().rename(CHECKOUT, CHECKOUT);

        // Then
        assertThat(store().find(CHECKOUT)).contains(before);
    }

    @Test
    void onlyACassetteThatIsThereCanBeRenamed() {
        assertUnknown(() -> store().rename(CHECKOUT, GREETING));
    }

    @Test
    void aDeletedCassetteIsGoneWithAllItsTakes() {
        // Given
        TakeId current = take();
        TakeId fresh = store().beginTake(CHECKOUT);
        recorded(current, Examples.ticket("old"), Examples.response("{}"));
        recorded(fresh, Examples.ticket("new"), Examples.response("{}"));

        // When
        store().delete(CHECKOUT);

        // Then
        assertThat(store().find(CHECKOUT)).isEmpty();
        assertThat(store().list(Optional.empty(), 10)).isEmpty();
        assertThat(List.of(current, fresh)).allSatisfy(this::assertGone);
    }

    @Test
    void theNameOfADeletedCassetteCanBeUsedAgainForAnEmptyOne() {
        // Given
        TakeId old = take();
        recorded(old, Examples.ticket("hello"), Examples.response("{}"));
        store().delete(CHECKOUT);

        // When
        Cassette again = made(CHECKOUT);

        // Then
        assertThat(again.take()).isNotEqualTo(old);
        assertThat(again.interactions()).isZero();
        assertThat(numbers(again.take())).isEmpty();
    }

    @Test
    void onlyACassetteThatIsThereCanBeDeleted() {
        assertUnknown(() -> store().delete(CHECKOUT));
    }

    @Test
    void aTakeBegunStandsBesideTheCurrentOneUnseen() {
        // Given
        TakeId current = take();
        recorded(current, Examples.ticket("old"), Examples.response("{}"));
        Cassette before = found(CHECKOUT);

        // When
        TakeId fresh = store().beginTake(CHECKOUT);
        recorded(fresh, Examples.ticket("new"), Examples.response("{}"));

        // Then
        assertThat(fresh).isNotEqualTo(current);
        assertThat(found(CHECKOUT)).isEqualTo(before);
        assertThat(numbers(current)).containsExactly(1);
        assertThat(numbers(fresh)).containsExactly(1);
    }

    @Test
    void onlyACassetteThatIsThereCanHaveATakeBegun() {
        assertUnknown(() -> store().beginTake(CHECKOUT));
    }

    @Test
    void anAdoptedTakeReplacesTheOneThatWas() {
        // Given
        TakeId old = take();
        recorded(old, Examples.ticket("old"), Examples.response("{}"));
        TakeId fresh = store().beginTake(CHECKOUT);
        recorded(fresh, Examples.ticket("new"), Examples.response("{}"));
        recorded(fresh, Examples.ticket("new too"), Examples.response("{}"));

        // When
        store().adoptTake(CHECKOUT, fresh, LATER);

        // Then
        Cassette after = found(CHECKOUT);
        assertThat(after.take()).isEqualTo(fresh);
        assertThat(after.interactions()).isEqualTo(2);
        assertThat(after.changedAt()).isEqualTo(LATER);
        assertThat(after.createdAt()).isEqualTo(Examples.NOON);
        assertGone(old);
    }

    @Test
    void anAdoptedTakeGoesOnWithItsNumbers() {
        // Given
        made(CHECKOUT);
        TakeId fresh = store().beginTake(CHECKOUT);
        store().begin(fresh, Examples.ticket("first"));
        store().adoptTake(CHECKOUT, fresh, LATER);

        // When
        int next = store().begin(fresh, Examples.ticket("second"));

        // Then
        assertThat(next).isEqualTo(2);
    }

    @Test
    void adoptingTheCurrentTakeLosesNothing() {
        // Given
        TakeId current = take();
        recorded(current, Examples.ticket("hello"), Examples.response("{}"));

        // When
        store().adoptTake(CHECKOUT, current, LATER);

        // Then
        assertThat(found(CHECKOUT).take()).isEqualTo(current);
        assertThat(numbers(current)).containsExactly(1);
    }

    @Test
    void aTakeOfAnotherCassetteIsNotAdopted() {
        // Given
        Cassette checkout = made(CHECKOUT);
        made(GREETING);
        TakeId greetingsOwn = store().beginTake(GREETING);

        // When
        assertUnknown(() -> store().adoptTake(CHECKOUT, greetingsOwn, LATER));

        // Then
        assertThat(store().find(CHECKOUT)).contains(checkout);
        assertThat(store().entries(greetingsOwn)).isEmpty();
    }

    @Test
    void onlyATakeThatIsThereIsAdoptedAndOnlyByACassetteThatIsThere() {
        // Given
        made(CHECKOUT);
        TakeId fresh = store().beginTake(CHECKOUT);

        // Then
        assertUnknown(() -> store().adoptTake(CHECKOUT, NO_TAKE, LATER));
        assertUnknown(() -> store().adoptTake(GREETING, fresh, LATER));
    }

    @Test
    void aDroppedTakeIsGoneAndTheCurrentOneStays() {
        // Given
        TakeId current = take();
        recorded(current, Examples.ticket("old"), Examples.response("{}"));
        TakeId fresh = store().beginTake(CHECKOUT);
        recorded(fresh, Examples.ticket("new"), Examples.response("{}"));

        // When
        store().dropTake(fresh);

        // Then
        assertGone(fresh);
        assertThat(found(CHECKOUT).take()).isEqualTo(current);
        assertThat(numbers(current)).containsExactly(1);
    }

    @Test
    void theCurrentTakeIsNotDropped() {
        // Given
        TakeId current = take();

        // When
        assertConflict(() -> store().dropTake(current));

        // Then
        assertThat(found(CHECKOUT).take()).isEqualTo(current);
    }

    @Test
    void onlyATakeThatIsThereIsDropped() {
        assertUnknown(() -> store().dropTake(NO_TAKE));
    }

    private List<CassetteName> listed(Optional<CassetteName> after, int limit) {
        return store().list(after, limit).stream().map(Cassette::name).toList();
    }

    private void assertGone(TakeId take) {
        assertUnknown(() -> store().entries(take));
        assertUnknown(() -> store().interactions(take, 0, 10));
        assertUnknown(() -> store().begin(take, Examples.ticket("late")));
        assertUnknown(() -> store().finish(take, 1, Examples.ending(Examples.response("{}"))));
        assertUnknown(() -> store().remove(take, 1));
        assertThat(store().find(take, 1)).isEmpty();
        assertThat(store().findInMemory(take, 1)).isEmpty();
    }
}
