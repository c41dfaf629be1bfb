package dev.tapedeck.storage.prompt;

import dev.tapedeck.pipeline.Gathering;
import java.util.List;

/**
 * A name that a template can begin with.
 *
 * @param id as it is written
 */
record PromptName(String id, Shape shape) {
    private static final PromptName ITEM = new PromptName("item", Shape.ITEM);
    private static final PromptName INPUTS = new PromptName("inputs", Shape.ITEMS);
    private static final PromptName GROUP = new PromptName("group", Shape.TEXT);

    static List<PromptName> all() {
        return List.of(ITEM, INPUTS, GROUP);
    }

    /** Those that a layer's templates have. */
    static List<PromptName> of(Gathering gathering) {
        return switch (gathering) {
            case Gathering.Each each -> List.of(ITEM);
            case Gathering.All all -> List.of(INPUTS);
            case Gathering.GroupBy groupBy -> List.of(INPUTS, GROUP);
        };
    }

    /** By what Qute's parser knows it again. */
    String type() {
        return "tapedeck." + shape;
    }

    /** The type as an expression that begins with it has it. */
    boolean isTypeOf(String typeInfo) {
        return typeInfo.startsWith("|" + type() + "|");
    }
}
