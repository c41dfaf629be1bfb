package dev.tapedeck.storage.formats;

import dev.tapedeck.storage.formats.Tokens.Token;
import java.util.Set;

/** Goes through a file and hands on the records in its long list one by one, and whatever else stands beside them. */
final class RecordWalk {
    private static final String ROOT = "";
    private static final String HAR_LOG = "/log";

    /** Where the records of a file may stand, as JSON pointers. */
    private static final Set<String> LISTS = Set.of("/interactions", "/http_interactions", "/log/entries", ROOT);

    private final Tokens tokens;
    private final TreeReader tree;
    private final Receiver receiver;

    /** Takes what is met on the way. */
    interface Receiver {
        /** @param list where the list of records stands that begins here */
        void list(String list);

        /** @param number which record of its list it is, from 1 */
        void record(String list, int number, Value value);

        /** @param pointer where it stands */
        void member(String pointer, Value value);
    }

    RecordWalk(Tokens tokens, TreeReader tree, Receiver receiver) {
        this.tokens = tokens;
        this.tree = tree;
        this.receiver = receiver;
    }

    void walk() {
        switch (tokens.next()) {
            case MAPPING -> members(ROOT);
            case LIST -> records(ROOT);
            default -> throw DetectedFormat.unknown();
        }
        if (tokens.next() != Token.END) {
            throw new Refusal(
                    tokens.place(), "A second document begins here. Put each document into a file of its own.");
        }
    }

    private void members(String parent) {
        for (Token token = tokens.next(); token != Token.CLOSE; token = tokens.next()) {
            String pointer = parent + "/" + TreeReader.name(tree.kept(token));
            Token value = tokens.next();
            if (value == Token.LIST && LISTS.contains(pointer)) {
                records(pointer);
            } else if (value == Token.MAPPING && pointer.equals(HAR_LOG)) {
                members(pointer);
            } else {
                receiver.member(pointer, tree.kept(value));
            }
        }
    }

    private void records(String list) {
        receiver.list(list);
        int number = 0;
        for (Token token = tokens.next(); token != Token.CLOSE; token = tokens.next()) {
            receiver.record(list, ++number, tree.passing(token));
        }
    }
}
