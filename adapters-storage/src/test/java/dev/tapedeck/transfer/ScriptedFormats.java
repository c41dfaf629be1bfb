package dev.tapedeck.transfer;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads whatever file as the script says. */
final class ScriptedFormats implements CassetteFormats {
    private final List<Consumer<ImportSink>> script = new ArrayList<>();

    ScriptedFormats then(Consumer<ImportSink> step) {
        script.add(step);
        return this;
    }

    /** Breaks off, as at a broken file. */
    ScriptedFormats thenBreak() {
        return then(sink -> {
            throw FailedCall.rejected(new Failure.Invalid("import", "The file is broken at line 7."));
        });
    }

    @Override
    public String read(ImportFile file, ImportSink sink) {
        script.forEach(step -> step.accept(sink));
        return "scripted";
    }

    @Override
    public List<String> written() {
        return List.of("scripted");
    }

    @Override
    public void write(String format, ExportedCassette cassette, OutputStream out) {
        throw new UnsupportedOperationException("The script only reads.");
    }
}
