package dev.tapedeck.storage.formats;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.transfer.ExportedCassette;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.UnaryOperator;

/** Writes what VCR.py calls a cassette of version 1. */
final class VcrWriter {
    private final YamlOutput yaml;

    private VcrWriter(YamlOutput yaml) {
        this.yaml = yaml;
    }

    static void write(ExportedCassette cassette, OutputStream out) throws IOException {
        YamlOutput yaml = new YamlOutput(out, Answered.losses(cassette));
        yaml.mapping();
        yaml.word("interactions");
        yaml.list();
        Answered.each(cassette, new VcrWriter(yaml)::interaction);
        yaml.endList();
        yaml.member("version", 1);
        yaml.endMapping();
        yaml.end();
    }

    private void interaction(Answered answered) throws IOException {
        yaml.mapping();
        yaml.word("request");
        request(answered);
        yaml.word("response");
        response(answered);
        yaml.endMapping();
    }

    private void request(Answered answered) throws IOException {
        Bytes body = answered.request().body();
        yaml.mapping();
        yaml.word("body");
        if (body.isEmpty()) {
            yaml.word("null");
        } else {
            yaml.body(body);
        }
        yaml.word("headers");
        YamlHeaders.write(yaml, answered.request().headers(), UnaryOperator.identity());
        yaml.member("method", answered.request().method());
        yaml.member("uri", answered.url());
        yaml.endMapping();
    }

    private void response(Answered answered) throws IOException {
        yaml.mapping();
        yaml.word("body");
        yaml.mapping();
        yaml.word("string");
        yaml.body(answered.body());
        yaml.endMapping();
        yaml.word("headers");
        YamlHeaders.write(yaml, answered.headers(), UnaryOperator.identity());
        yaml.word("status");
        yaml.mapping();
        yaml.member("code", answered.status());
        yaml.member("message", answered.reason());
        yaml.endMapping();
        yaml.endMapping();
    }
}
