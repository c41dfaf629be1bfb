package dev.tapedeck.storage.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Names;
import dev.tapedeck.transfer.CassetteFormats;
import dev.tapedeck.transfer.ExportedCassette;
import dev.tapedeck.transfer.ImportFile;
import dev.tapedeck.transfer.ImportSink;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * All formats that Tapedeck knows. A file is read in one pass, one record in memory at a time, and refused as soon as it
 * passes a limit; what format it is in, its content says.
 */
public final class DefaultCassetteFormats implements CassetteFormats {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern JSON_BEGINNING = Pattern.compile("(?:\\{\\s*[\"}]|\\[).*", Pattern.DOTALL);
    private static final Pattern NO_TEXT = Pattern.compile("[\\x00-\\x08\\x0e-\\x1f]");
    private static final String ZIP = "PK\u0003\u0004";
    private static final int LONGEST_NAME = 200;

    private final ImportLimits limits;

    /** Reads within {@link ImportLimits#DEFAULT}. */
    public DefaultCassetteFormats() {
        this(ImportLimits.DEFAULT);
    }

    public DefaultCassetteFormats(ImportLimits limits) {
        this.limits = limits;
    }

    @Override
    public String read(ImportFile file, ImportSink sink) {
        try (BufferedInputStream in = Opened.file(file, limits)) {
            return read(file, in, sink);
        } catch (Refusal refusal) {
            throw refused(file, refusal.place(), refusal.message());
        } catch (IOException broken) {
            throw refused(file, "", "It can't be read: it is broken, cut off, or gone. Bring it again.");
        }
    }

    private String read(ImportFile file, BufferedInputStream in, ImportSink sink) throws IOException {
        byte[] head = Opened.peek(in);
        String beginning = Opened.beginning(head);
        checkKind(head, beginning);
        Intake intake = new Intake(sink, limits);
        if (beginning.startsWith(HttprrTrace.FIRST_LINE.split(" ")[0])) {
            new HttprrTrace(in, limits, intake).read();
            return "httprr";
        }
        if (!JSON_BEGINNING.matcher(beginning).matches()) {
            Opened.checkLength(file, limits.yaml());
            return structured(new YamlTokens(Opened.upTo(in, limits.yaml()), limits), limits.yamlDepth(), intake);
        }
        if (isDocument(head)) {
            Documents.read(file, limits, sink);
            return Documents.FORMAT;
        }
        return structured(new JsonTokens(in, limits), limits.jsonDepth(), intake);
    }

    private static void checkKind(byte[] head, String beginning) {
        if (beginning.isEmpty()) {
            throw new Refusal("", "The file is empty: there is nothing to import.");
        }
        if (beginning.startsWith(ZIP)) {
            throw new Refusal("", "This is a zip. Send it to POST /api/v1/archive, which imports each file in it.");
        }
        if (NO_TEXT.matcher(new String(head, StandardCharsets.ISO_8859_1)).find()) {
            throw DetectedFormat.unknown();
        }
    }

    private String structured(Tokens tokens, int depth, Intake intake) throws IOException {
        DetectedFormat format = new DetectedFormat(intake);
        try (tokens) {
            new RecordWalk(tokens, new TreeReader(tokens, limits, depth), format).walk();
        } catch (Refusal broken) {
            throw format.isUnknown() ? DetectedFormat.unknown() : broken;
        }
        return format.finished();
    }

    /** Whether, among its first plain members, it names itself a cassette document. */
    private static boolean isDocument(byte[] head) {
        try (JsonParser json = JSON.createParser(head)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean format = json.currentName().equals("format");
                if (!json.nextToken().isScalarValue()) {
                    return false;
                }
                if (format) {
                    return json.getText().equals(Documents.NAME);
                }
            }
            return false;
        } catch (IOException noJson) {
            return false;
        }
    }

    private static FailedCall refused(ImportFile file, String place, String message) {
        String where = place.isEmpty() ? "" : ", " + shown(place);
        return FailedCall.rejected(
                new Failure.Invalid("import", "'%s'%s: %s".formatted(Names.shownPath(file.name()), where, message)));
    }

    /** A place may hold names that come from the file. */
    private static String shown(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME) + "…";
    }

    @Override
    public List<String> written() {
        return Arrays.stream(WrittenFormat.values()).map(WrittenFormat::id).toList();
    }

    @Override
    public void write(String format, ExportedCassette cassette, OutputStream out) throws IOException {
        WrittenFormat.of(format).write(cassette, out);
    }
}
