package dev.tapedeck.transfer;

import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.KeyRecipe;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a file hands on, for tests to look at. */
public final class GatheredImport implements ImportSink {
    private final List<KeyRecipe> recipes = new ArrayList<>();
    private final List<Interaction> interactions = new ArrayList<>();
    private final List<RecordedExchange> exchanges = new ArrayList<>();
    private final List<Note> skipped = new ArrayList<>();
    private final List<Note> warnings = new ArrayList<>();

    /** What was said of a place in the file. */
    public record Note(String place, String text) {}

    @Override
    public void recipe(KeyRecipe recipe) {
        recipes.add(recipe);
    }

    @Override
    public void interaction(Interaction interaction) {
        interactions.add(interaction);
    }

    @Override
    public void exchange(RecordedExchange exchange) {
        exchanges.add(exchange);
    }

    @Override
    public void skipped(String place, String reason) {
        skipped.add(new Note(place, reason));
    }

    @Override
    public void warning(String place, String message) {
        warnings.add(new Note(place, message));
    }

    public List<KeyRecipe> recipes() {
        return List.copyOf(recipes);
    }

    public List<Interaction> interactions() {
        return List.copyOf(interactions);
    }

    public List<RecordedExchange> exchanges() {
        return List.copyOf(exchanges);
    }

    public List<Note> skipped() {
        return List.copyOf(skipped);
    }

    public List<Note> warnings() {
        return List.copyOf(warnings);
    }
}
