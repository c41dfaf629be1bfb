package dev.tapedeck.storage.formats;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
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

/** A YAML file of one document. No tag makes an object: two of them say that a text is base64, the others are text. */
final class YamlTokens implements Tokens {
    private static final Set<String> BINARY = Set.of("tag:yaml.org,2002:binary", "!binary");
    private static final Set<String> TYPED = Set.of(
            "tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null");
    private static final Set<String> NUMERIC = Set.of("tag:yaml.org,2002:int", "tag:yaml.org,2002:float");
    private static final int WINDOW = 256 << 10;

    private final Reader reader;
    private final Iterator<Event> events;
    private Optional<Event> current = Optional.empty();

    YamlTokens(InputStream in, ImportLimits limits) {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit((int) Math.min(Integer.MAX_VALUE, limits.yaml()))
                .setBufferSize(WINDOW)
                .build();
        reader = new ShortLines(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()), limits.line());
        events = new Parse(settings).parseReader(reader).iterator();
    }

    @Override
    public Token next() {
        Event event = pull();
        current = Optional.of(event);
        return switch (event.getEventId()) {
            case StreamStart, DocumentStart, DocumentEnd, Comment -> next();
            case MappingStart -> Token.MAPPING;
            case SequenceStart -> Token.LIST;
            case MappingEnd, SequenceEnd -> Token.CLOSE;
            case Scalar -> Token.SCALAR;
            case Alias -> Token.ALIAS;
            case StreamEnd -> Token.END;
        };
    }

    private Event pull() {
        try {
            return events.next();
        } catch (MarkedYamlEngineException broken) {
            throw noYaml(broken.getProblemMark().map(YamlTokens::place).orElseGet(this::place));
        } catch (YamlEngineException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | NoSuchElementException broken) {
            throw noYaml(place());
        }
    }

    private static Refusal noYaml(String place) {
        return new Refusal(
                place, "This is no YAML in UTF-8 from here on: the file is broken or cut off. Record or save it anew.");
    }

    @Override
    public String text() {
        return switch (event()) {
            case ScalarEvent scalar -> scalar.getValue();
            case AliasEvent alias -> alias.getAlias().getValue();
            default -> "";
        };
    }

    @Override
    public Value.Form form() {
        if (!(event() instanceof ScalarEvent scalar)) {
            return Value.Form.STRING;
        }
        String tag = scalar.getTag().orElse("");
        if (BINARY.contains(tag)) {
            return Value.Form.BINARY;
        }
        if (NUMERIC.contains(tag)
                && Literal.JSON_NUMBER.matcher(scalar.getValue()).matches()) {
            return Value.Form.NUMBER;
        }
        boolean literal = TYPED.contains(tag) || (tag.isEmpty() && scalar.isPlain());
        return literal ? Value.Form.LITERAL : Value.Form.STRING;
    }

    @Override
    public String tag() {
        return event() instanceof CollectionStartEvent start ? start.getTag().orElse("") : "";
    }

    @Override
    public String anchor() {
        return event() instanceof NodeEvent node && !(node instanceof AliasEvent)
                ? node.getAnchor().map(Anchor::getValue).orElse("")
                : "";
    }

    private Event event() {
        return current.orElseThrow();
    }

    @Override
    public String place() {
        return current.flatMap(Event::getStartMark).map(YamlTokens::place).orElse("line 1");
    }

    private static String place(Mark mark) {
        return "line %d, column %d".formatted(mark.getLine() + 1, mark.getColumn() + 1);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
