package dev.tapedeck.storage.document;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.KeyRecipe.Replacement;
import dev.tapedeck.cassette.RequestKeys;
import dev.tapedeck.exchange.FailedCall;
import java.io.IOException;
import java.util.List;

/** Reads the members of the document's outermost object, up to the interactions and from there on. */
final class HeadReader {
    private static final Member<String> FORMAT = Member.required("format", HeadReader::format);
    private static final Member<DocumentVersion> VERSION = Member.required("version", HeadReader::version);
    private static final Member<CassetteName> NAME =
            Member.required("name", json -> json.lawful(CassetteName::new, json.text()));
    private static final Member<KeyRecipe> RECIPE = Member.required("keyRecipe", HeadReader::recipe);
    private static final Member<Boolean> INTERACTIONS = Member.required("interactions", HeadReader::interactions);
    private static final Shape DOCUMENT = new Shape(FORMAT, VERSION, NAME, RECIPE, INTERACTIONS);

    private static final Member<Integer> RECIPE_VERSION = Member.required("version", Tokens::integer);
    private static final Member<List<String>> IGNORE = Member.required("ignore", HeadReader::texts);
    private static final Member<List<Replacement>> REPLACE =
            Member.required("replace", json -> json.list(HeadReader::replacement));
    private static final Member<List<String>> HEADERS = Member.required("headers", HeadReader::texts);
    private static final Shape KEY_RECIPE = new Shape(RECIPE_VERSION, IGNORE, REPLACE, HEADERS);

    private static final Member<String> PATTERN = Member.required("pattern", Tokens::text);
    private static final Member<String> WITH = Member.required("with", Tokens::text);
    private static final Shape REPLACEMENT = new Shape(PATTERN, WITH);

    private final Tokens json;
    private final ObjectWalk members;

    private HeadReader(Tokens json, ObjectWalk members) {
        this.json = json;
        this.members = members;
    }

    /** Reads up to the array of interactions. */
    static HeadReader toInteractions(Tokens json) throws IOException {
        json.first();
        ObjectWalk members = json.walk(DOCUMENT);
        while (!members.has(INTERACTIONS) && members.next()) {
            members.read();
        }
        members.value(INTERACTIONS);
        return new HeadReader(json, members);
    }

    /** Whether the interactions can be read: whether it is known what they are. */
    boolean known() {
        return members.has(FORMAT) && members.has(VERSION) && members.has(NAME) && members.has(RECIPE);
    }

    DocumentHead head() {
        return new DocumentHead(members.value(VERSION), members.value(NAME), members.value(RECIPE));
    }

    /** Goes to the end of the interactions. */
    void skipInteractions() throws IOException {
        json.skip();
    }

    /** Reads what follows the interactions, and makes sure that nothing is missing and nothing follows. */
    void end() throws IOException {
        members.all();
        json.end();
    }

    private static Boolean interactions(Tokens json) {
        json.array();
        return true;
    }

    private static String format(Tokens json) throws IOException {
        String format = json.text();
        if (!format.equals(DocumentWriter.FORMAT)) {
            throw json.refusedFor(
                    "the format is not " + DocumentWriter.FORMAT,
                    "To bring in recordings of another tool, import the file.");
        }
        return format;
    }

    private static DocumentVersion version(Tokens json) throws IOException {
        long number = json.wholeNumber();
        return DocumentVersion.find(number)
                .orElseThrow(() -> json.refusedFor(
                        "version %d is not known here, only %s".formatted(number, DocumentVersion.numbers()),
                        "Read it with the version of Tapedeck that wrote it, or a newer one."));
    }

    private static List<String> texts(Tokens json) throws IOException {
        return json.list(Tokens::text);
    }

    private static KeyRecipe recipe(Tokens json) throws IOException {
        ObjectWalk members = json.object(KEY_RECIPE);
        KeyRecipe recipe = new KeyRecipe(
                members.value(RECIPE_VERSION), members.value(IGNORE), members.value(REPLACE), members.value(HEADERS));
        try {
            new RequestKeys(recipe);
        } catch (FailedCall wrong) {
            throw json.refused(wrong.failure().message().replaceFirst("\\.$", ""));
        }
        return recipe;
    }

    private static Replacement replacement(Tokens json) throws IOException {
        ObjectWalk members = json.object(REPLACEMENT);
        return new Replacement(members.value(PATTERN), members.value(WITH));
    }
}
