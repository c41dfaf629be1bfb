package dev.tapedeck.storage.prompt;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a part of a template stands for, as far as it is known without data. */
enum Shape {
    ITEM,
    ITEMS,
    METADATA,
    ENTRY,
    TEXT,
    /** numbers, truth values, and what only data can tell */
    ANY;

    private static final Pattern INDEX = Pattern.compile("\\d+");

    /** Whether it can be written into a prompt. */
    boolean isText() {
        return this == TEXT || this == ANY;
    }

    /** What a loop over it gives; it can't be looped over, if that is nothing. */
    Optional<Shape> element() {
        return switch (this) {
            case ITEMS -> Optional.of(ITEM);
            case METADATA -> Optional.of(ENTRY);
            case ANY -> Optional.of(ANY);
            case ITEM, ENTRY, TEXT -> Optional.empty();
        };
    }

    /** The members that it has, for a message; none, if they aren't known. */
    List<String> members() {
        return switch (this) {
            case ITEM -> List.of("label", "content", "layer", "metadata");
            case ITEMS -> List.of("size", "isEmpty", "first", "last");
            case ENTRY -> List.of("key", "value");
            case TEXT -> List.of("trim");
            case METADATA, ANY -> List.of();
        };
    }

    /** What its member of that name is. */
    Optional<Shape> member(String name) {
        return switch (this) {
            case ITEM, ENTRY, TEXT ->
                Optional.of(name.equals("metadata") ? METADATA : TEXT)
                        .filter(member -> members().contains(name));
            case ITEMS ->
                switch (name) {
                    case "size", "isEmpty", "empty" -> Optional.of(ANY);
                    case "first", "last" -> Optional.of(ITEM);
                    default ->
                        Optional.of(ITEM).filter(item -> INDEX.matcher(name).matches());
                };
            case METADATA -> Optional.of(TEXT);
            case ANY -> Optional.of(ANY);
        };
    }

    /** What its method of that name gives. */
    Optional<Shape> call(String name) {
        if (this != ITEMS) {
            return Optional.of(ANY).filter(any -> this == ANY);
        }
        return switch (name) {
            case "get" -> Optional.of(ITEM);
            case "take", "takeLast" -> Optional.of(ITEMS);
            case "contains" -> Optional.of(ANY);
            default -> Optional.empty();
        };
    }
}
