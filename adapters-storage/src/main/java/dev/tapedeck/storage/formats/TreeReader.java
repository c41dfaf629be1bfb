package dev.tapedeck.storage.formats;

import dev.tapedeck.storage.formats.Tokens.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds one value after the other from a file's tokens, within limits on depth, size and references. */
final class TreeReader {
    private static final String MERGE = "<<";

    /** What the name of a value costs beside the value. */
    private static final int ANCHOR = 200;

    private final Tokens tokens;
    private final ImportLimits limits;
    private final int maxDepth;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private int depth;
    private int aliases;
    private long weight;
    private long anchoredWeight;

    /** A value that can be referred to, and what it costs each time. */
    private record Anchored(Value value, long weight) {}

    TreeReader(Tokens tokens, ImportLimits limits, int maxDepth) {
        this.tokens = tokens;
        this.limits = limits;
        this.maxDepth = maxDepth;
    }

    /** The value that begins with this token, which was just pulled; it is kept by the caller until the file's end. */
    Value kept(Token first) {
        return switch (first) {
            case MAPPING, LIST -> collection(first);
            case SCALAR -> scalar();
            case ALIAS -> referred();
            case CLOSE, END -> throw new Refusal(tokens.place(), "A value is missing here. Is the file whole?");
        };
    }

    /** The same for a value that the caller lets go before it reads on; what is referred to stays. */
    Value passing(Token first) {
        long before = weight;
        long anchoredBefore = anchoredWeight;
        Value value = kept(first);
        weight = before + anchoredWeight - anchoredBefore;
        return value;
    }

    private Value scalar() {
        long before = weight;
        String anchor = tokens.anchor();
        String text = tokens.text();
        if (text.length() > limits.text()) {
            throw new Refusal(tokens.place(), tooLarge("This text"));
        }
        Value value = new Value.Text(text, tokens.form());
        weigh(text.length());
        return anchored(anchor, value, before);
    }

    private Value collection(Token kind) {
        long before = weight;
        String anchor = tokens.anchor();
        if (++depth > maxDepth) {
            throw new Refusal(
                    tokens.place(),
                    "More than %d lists and mappings stand inside each other. Take this record out of the file."
                            .formatted(maxDepth));
        }
        weigh(0);
        Value value = kind == Token.LIST ? items() : fields(tokens.tag());
        depth--;
        return anchored(anchor, value, before);
    }

    private Value items() {
        List<Value> values = new ArrayList<>();
        for (Token token = tokens.next(); token != Token.CLOSE; token = tokens.next()) {
            values.add(kept(token));
        }
        return new Value.Items(values);
    }

    private Value fields(String tag) {
        List<Value.Member> members = new ArrayList<>();
        List<Value.Member> own = new ArrayList<>();
        for (Token token = tokens.next(); token != Token.CLOSE; token = tokens.next()) {
            Value name = kept(token);
            Value value = kept(tokens.next());
            if (isMerge(name) && value instanceof Value.Fields(List<Value.Member> merged, String unused)) {
                members.addAll(merged);
                weigh((long) merged.size() * ImportLimits.VALUE);
            } else {
                own.add(new Value.Member(name(name), value));
            }
        }
        // the last one of a name counts: what is merged in comes first
        members.addAll(own);
        return new Value.Fields(members, tag);
    }

    private static boolean isMerge(Value name) {
        return name instanceof Value.Text(String text, Value.Form form)
                && form == Value.Form.LITERAL
                && text.equals(MERGE);
    }

    /** A member's name: the text itself, or the first text in what should become an object, such as a Python string. */
    static String name(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Items items ->
                items.values().isEmpty() ? "" : name(items.values().getFirst());
            case Value.Fields fields ->
                fields.members().isEmpty()
                        ? ""
                        : name(fields.members().getFirst().value());
        };
    }

    private Value anchored(String anchor, Value value, long before) {
        if (!anchor.isEmpty()) {
            weigh(ANCHOR);
            anchors.put(anchor, new Anchored(value, weight - before));
            anchoredWeight += weight - before;
        }
        return value;
    }

    private Value referred() {
        Anchored anchored = anchors.get(tokens.text());
        if (anchored == null) {
            throw new Refusal(
                    tokens.place(), "This refers to something that doesn't stand before it, or that holds itself.");
        }
        if (!(anchored.value() instanceof Value.Text) && ++aliases > limits.aliases()) {
            throw new Refusal(
                    tokens.place(),
                    "More than %d references to lists and mappings are not followed. Write them out."
                            .formatted(limits.aliases()));
        }
        weigh(anchored.weight());
        return anchored.value();
    }

    private void weigh(long more) {
        weight += more + ImportLimits.VALUE;
        if (weight > limits.record()) {
            throw new Refusal(tokens.place(), tooLarge("What stands around here"));
        }
    }

    private static String tooLarge(String what) {
        return what + " is larger than is read. Take this record out of the file.";
    }
}
