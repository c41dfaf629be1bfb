package dev.tapedeck.web.dashboard;

import dev.tapedeck.cassette.Mode;
import dev.tapedeck.cassette.SessionSpec;
import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.Node.Scalar;
import dev.tapedeck.playbook.Parameter;
import dev.tapedeck.playbook.Playbook;
import dev.tapedeck.playbook.Playbooks;
import dev.tapedeck.web.dashboard.FilterView.Option;
import dev.tapedeck.web.dashboard.PlaybooksView.Field;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a playbook is asked for in the fields of its form.
 *
 * @param fields by name; what isn't there says nothing
 */
record PlaybookForm(MultivaluedMap<String, String> fields) {
    static final PlaybookForm EMPTY = new PlaybookForm(new MultivaluedHashMap<>());

    /** Before the names of parameters, which may be called like other fields. */
    private static final String PARAMETER = "p.";

    /** The parameters that are given; what is left empty isn't. */
    Node parameters(Playbook playbook) {
        return new Node.Mapping(
                1,
                playbook.parameters().stream()
                        .filter(parameter -> !value(parameter).isEmpty())
                        .map(parameter -> new Node.Member(1, parameter.name(), scalar(parameter)))
                        .toList());
    }

    private Scalar scalar(Parameter parameter) {
        String text = value(parameter);
        Scalar.Kind kind = switch (parameter.type()) {
            case STRING -> Scalar.Kind.TEXT;
            case NUMBER, INTEGER -> isNumber(text) ? Scalar.Kind.NUMBER : Scalar.Kind.TEXT;
            case BOOLEAN -> List.of("true", "false").contains(text) ? Scalar.Kind.BOOLEAN : Scalar.Kind.TEXT;
        };
        return new Scalar(1, text, kind);
    }

    private static boolean isNumber(String text) {
        return text.matches("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,18})?");
    }

    Playbooks.Asked asked(Playbook playbook, boolean dryRun) {
        Optional<SessionSpec> session = Optional.of(mode())
                .filter(mode -> mode != Mode.OFF)
                .flatMap(mode -> InAddress.cassette(text("cassette")).map(name -> SessionSpec.of(name, mode)));
        return new Playbooks.Asked(parameters(playbook), session, dryRun);
    }

    /** What is wrong besides the parameters; nothing else. */
    Optional<String> misread() {
        String cassette = text("cassette");
        if (!cassette.isEmpty() && InAddress.cassette(cassette).isEmpty()) {
            return Optional.of("That can't be the name of a cassette.");
        }
        return cassette.isEmpty() && mode() != Mode.OFF && !text("mode").isEmpty()
                ? Optional.of("A mode other than off needs a cassette: say which one.")
                : Optional.empty();
    }

    private Mode mode() {
        return Mode.find(text("mode")).orElse(Mode.AUTO);
    }

    String cassette() {
        return text("cassette");
    }

    List<Option> modes() {
        return Stream.of("", Mode.OFF.id(), Mode.RECORD.id(), Mode.REPLAY.id(), Mode.AUTO.id(), Mode.FALLBACK.id())
                .map(id -> new Option(id, 0, id.equals(text("mode"))))
                .toList();
    }

    Field field(Parameter parameter) {
        String value = value(parameter);
        Stream<String> allowed = parameter.type() == Parameter.Type.BOOLEAN
                ? Stream.of("true", "false")
                : parameter.allowed().stream().map(Scalar::text);
        return new Field(
                PARAMETER + parameter.name(),
                parameter.name(),
                parameter.type() == Parameter.Type.STRING ? "text" : "decimal",
                parameter.required(),
                value,
                parameter.otherwise().map(Scalar::text).orElse(""),
                parameter.description(),
                allowed.map(each -> new Option(each, 0, each.equals(value))).toList());
    }

    private String value(Parameter parameter) {
        return text(PARAMETER + parameter.name());
    }

    private String text(String name) {
        return Optional.ofNullable(fields.getFirst(name)).orElse("").strip();
    }
}
