package dev.tapedeck.transfer;

import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.RequestKeys;
import dev.tapedeck.cassette.Scrubber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes in what one file holds. The place where it is kept is opened with the first interaction. */
final class Intake implements ImportSink {
    private final Destination destination;
    private final ExchangeReader exchanges;
    private final InteractionReader interactions;
    private final Notes skipped;
    private final Notes warnings;
    private Optional<KeyRecipe> recipe = Optional.empty();
    private @Nullable Opened opened;
    private int imported;

    /** What is known once the first interaction has come. */
    private record Opened(TakeInTheMaking take, boolean renumber, RequestKeys keys, KeyCheck check) {}

    Intake(Destination destination, ExchangeReader exchanges, Scrubber scrubber, Notes skipped, Notes warnings) {
        this.destination = destination;
        this.exchanges = exchanges;
        this.interactions = new InteractionReader(scrubber, warnings);
        this.skipped = skipped;
        this.warnings = warnings;
    }

    @Override
    public void recipe(KeyRecipe fileRecipe) {
        recipe = Optional.of(fileRecipe);
    }

    @Override
    public void interaction(Interaction interaction) {
        Opened to = opened();
        int number = to.renumber() ? to.take().lastNumber() + 1 : interaction.number();
        to.take().add(interactions.interaction(number, interaction, to.check()));
        imported++;
    }

    @Override
    public void exchange(RecordedExchange exchange) {
        Opened to = opened();
        exchanges.interaction(to.take().lastNumber() + 1, exchange, to.keys()).ifPresent(made -> {
            to.take().add(made);
            imported++;
        });
    }

    @Override
    public void skipped(String place, String reason) {
        skipped.add(place, reason);
    }

    @Override
    public void warning(String place, String message) {
        warnings.add(place, message);
    }

    int imported() {
        return imported;
    }

    /** The take that was opened; opened now if nothing came. */
    TakeInTheMaking take() {
        return opened().take();
    }

    private Opened opened() {
        Opened known = opened;
        if (known == null) {
            KeyRecipe made = recipe.orElse(KeyRecipe.DEFAULT);
            KeyRecipe kept = destination.recipe(made);
            RequestKeys keys = new RequestKeys(kept);
            TakeInTheMaking take = destination.open(made);
            known = new Opened(take, take.lastNumber() > 0, keys, new KeyCheck(kept, made));
            opened = known;
        }
        return known;
    }
}
