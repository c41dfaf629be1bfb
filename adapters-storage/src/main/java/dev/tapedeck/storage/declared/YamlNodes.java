package dev.tapedeck.storage.declared;

import dev.tapedeck.declared.MalformedText;
import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.Node.Scalar;
import dev.tapedeck.declared.Node.Scalar.Kind;
import dev.tapedeck.exchange.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * One YAML 1.2 document as nodes, its scalars resolved by the core schema. No tag makes an object; aliases may unfold the
 * text to four times the size that it may have.
 */
final class YamlNodes {
    private static final int DEEPEST = 100;
    private static final long LARGEST = 4L << 20;
    private static final ScalarResolver CORE = new CoreScalarResolver(false);
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setCodePointLimit(Integer.MAX_VALUE)
            .setSchema(new CoreSchema())
            .build();
    private static final Set<String> TAGS_OF_COLLECTIONS = Set.of(Tag.MAP.getValue(), Tag.SEQ.getValue(), "!");
    private static final Map<String, Kind> KINDS = Map.of(
            Tag.INT.getValue(),
            Kind.NUMBER,
            Tag.FLOAT.getValue(),
            Kind.NUMBER,
            Tag.BOOL.getValue(),
            Kind.BOOLEAN,
            Tag.NULL.getValue(),
            Kind.NULL,
            Tag.STR.getValue(),
            Kind.TEXT,
            "!",
            Kind.TEXT);

    private final Iterator<Event> events;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private long size;
    private int line = 1;

    private YamlNodes(Iterator<Event> events) {
        this.events = events;
    }

    /** @param size in characters and nodes, aliases unfolded */
    private record Anchored(Node node, long size) {}

    /** @throws MalformedText if it isn't one YAML document, or is beyond the limits */
    static Node read(String text) {
        return new YamlNodes(new Parse(SETTINGS).parseString(text).iterator()).document();
    }

    private Node document() {
        pull(); // the stream begins
        if (pull().getEventId() == Event.ID.StreamEnd) {
            throw new MalformedText(1, "Nothing is here.");
        }
        Node node = node(pull(), 0);
        pull(); // the document ends
        if (pull().getEventId() != Event.ID.StreamEnd) {
            throw malformed("A second document begins here. Keep each in a file of its own.");
        }
        return node;
    }

    private Event pull() {
        try {
            Event event = events.next();
            line = event.getStartMark().map(YamlNodes::line).orElse(line);
            return event;
        } catch (MarkedYamlEngineException broken) {
            line = broken.getProblemMark().map(YamlNodes::line).orElse(line);
            throw malformed("This is no YAML from here on: %s. A text with ': ' or ' #' in it stands in quotes."
                    .formatted(Names.shownPath(broken.getProblem())));
        } catch (YamlEngineException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | NoSuchElementException broken) {
            throw malformed("This is no YAML from here on.");
        }
    }

    private static int line(Mark mark) {
        return mark.getLine() + 1;
    }

    private MalformedText malformed(String message) {
        return new MalformedText(line, message);
    }

    private Node node(Event event, int depth) {
        if (depth > DEEPEST) {
            throw malformed("Objects and lists stand over %d deep in each other here.".formatted(DEEPEST));
        }
        long before = size;
        Node node = switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event);
            case SequenceStart -> sequence(untagged(event), depth);
            case MappingStart -> mapping(untagged(event), depth);
            case Alias -> aliased((AliasEvent) event);
            default -> throw malformed("This is no YAML from here on.");
        };
        grow(1);
        if (event instanceof NodeEvent anchoring && event.getEventId() != Event.ID.Alias) {
            anchoring.getAnchor().ifPresent(anchor -> anchors.put(anchor, new Anchored(node, size - before)));
        }
        return node;
    }

    private void grow(long by) {
        size += by;
        if (size > LARGEST) {
            throw malformed(
                    "The aliases up to here unfold to over 4 MiB. Write out what differs, and leave out the rest.");
        }
    }

    private Node aliased(AliasEvent alias) {
        Anchored anchored = anchors.get(alias.getAlias());
        if (anchored == null) {
            throw malformed("No anchor '&%s' ends before this alias."
                    .formatted(Names.shown(alias.getAlias().getValue())));
        }
        grow(anchored.size());
        return anchored.node();
    }

    private int untagged(Event event) {
        Optional<String> tag = ((CollectionStartEvent) event).getTag();
        tag.filter(given -> !TAGS_OF_COLLECTIONS.contains(given)).ifPresent(this::refuse);
        return line;
    }

    private void refuse(String tag) {
        throw malformed("The tag '%s' means nothing here. Leave it out.".formatted(Names.shown(tag)));
    }

    private Node sequence(int begun, int depth) {
        List<Node> elements = new ArrayList<>();
        for (Event event = pull(); event.getEventId() != Event.ID.SequenceEnd; event = pull()) {
            elements.add(node(event, depth + 1));
        }
        return new Node.Sequence(begun, elements);
    }

    private Node mapping(int begun, int depth) {
        List<Node.Member> members = new ArrayList<>();
        for (Event event = pull(); event.getEventId() != Event.ID.MappingEnd; event = pull()) {
            if (!(node(event, depth + 1) instanceof Scalar name)) {
                throw malformed("A member's name must be text.");
            }
            int nameLine = line;
            members.add(new Node.Member(nameLine, name.text(), node(pull(), depth + 1)));
        }
        return new Node.Mapping(begun, members);
    }

    private Node scalar(ScalarEvent event) {
        grow(event.getValue().length());
        return new Scalar(line, event.getValue(), kind(event));
    }

    private Kind kind(ScalarEvent event) {
        Kind plain = KINDS.getOrDefault(CORE.resolve(event.getValue(), true).getValue(), Kind.TEXT);
        Optional<String> tag = event.getTag();
        if (tag.isEmpty()) {
            return event.isPlain() ? plain : Kind.TEXT;
        }
        Kind tagged = KINDS.get(tag.get());
        if (tagged == null || (tagged != Kind.TEXT && tagged != plain)) {
            refuse(tag.get());
        }
        return tagged == null ? Kind.TEXT : tagged;
    }
}
