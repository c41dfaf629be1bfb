package dev.tapedeck.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Mode;
import dev.tapedeck.cassette.SessionSpec;
import dev.tapedeck.declared.JsonNodes;
import dev.tapedeck.declared.MalformedText;
import dev.tapedeck.declared.Node;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.playbook.Playbooks;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a playbook is started with. */
record PlaybookRunRequest(
        @Schema(description = "Values by the names of its parameters.", implementation = Object.class)
        Optional<JsonNode> parameters,

        @Schema(description = "What its calls are recorded to or played from.")
        Optional<String> cassette,

        @Schema(
                description = "What happens to calls; `auto` if a cassette is named, else `off`.",
                enumeration = {"off", "record", "replay", "auto", "fallback"})
        Optional<String> mode,

        @Schema(description = "Look, and carry nothing out.", defaultValue = "false")
        Optional<Boolean> dryRun) {
    Playbooks.Asked asked() {
        return new Playbooks.Asked(given().orElse(new Node.Mapping(1, List.of())), session(), dryRun.orElse(false));
    }

    /** The parameters, if some are given. */
    Optional<Node> given() {
        return parameters.filter(given -> !given.isNull()).map(PlaybookRunRequest::node);
    }

    private static Node node(JsonNode given) {
        try {
            return JsonNodes.read(Bytes.utf8(given.toString()));
        } catch (MalformedText malformed) {
            throw Refusal.member("/parameters", malformed.problem().message());
        }
    }

    private Optional<SessionSpec> session() {
        Optional<Mode> wanted = mode.map(id -> Choice.of("mode", id, Mode.values(), Mode::id));
        if (cassette.isEmpty() && wanted.filter(Mode.OFF::equals).isEmpty() && wanted.isPresent()) {
            throw Refusal.member("/cassette", "A mode other than off needs a cassette: say which one.");
        }
        Mode effective = wanted.orElse(Mode.AUTO);
        return effective == Mode.OFF
                ? Optional.empty()
                : cassette.map(name -> SessionSpec.of(new CassetteName(name), effective));
    }
}
