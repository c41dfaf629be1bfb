package dev.tapedeck.storage.formats;

import dev.tapedeck.exchange.Headers;
import dev.tapedeck.transfer.ExportedCassette;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes cassettes of version 2 of go-vcr, which its libraries v3 and v4 read. */
final class GoVcrWriter {
    private static final String BODY = "body";

    private final YamlOutput yaml;
    private int id;

    private GoVcrWriter(YamlOutput yaml) {
        this.yaml = yaml;
    }

    static void write(ExportedCassette cassette, OutputStream out) throws IOException {
        YamlOutput yaml = new YamlOutput(out, Answered.losses(cassette));
        yaml.mapping();
        yaml.member("version", 2);
        yaml.word("interactions");
        yaml.list();
        Answered.each(cassette, new GoVcrWriter(yaml)::interaction);
        yaml.endList();
        yaml.endMapping();
        yaml.end();
    }

    private void interaction(Answered answered) throws IOException {
        yaml.mapping();
        yaml.member("id", id++);
        yaml.word("request");
        request(answered);
        yaml.word("response");
        response(answered);
        yaml.endMapping();
    }

    private void request(Answered answered) throws IOException {
        yaml.mapping();
        protocol();
        yaml.member("content_length", answered.request().body().length());
        yaml.member("host", host(answered.url()));
        yaml.word(BODY);
        yaml.body(answered.request().body());
        headers(answered.request().headers());
        yaml.member("url", answered.url());
        yaml.member("method", answered.request().method());
        yaml.endMapping();
    }

    private void response(Answered answered) throws IOException {
        yaml.mapping();
        protocol();
        yaml.member("content_length", answered.body().length());
        yaml.word(BODY);
        yaml.body(answered.body());
        headers(answered.headers());
        yaml.member("status", (answered.status() + " " + answered.reason()).strip());
        yaml.member("code", answered.status());
        yaml.word("duration");
        yaml.word(answered.durationMillis() + "ms");
        yaml.endMapping();
    }

    private void protocol() throws IOException {
        yaml.member("proto", "HTTP/1.1");
        yaml.member("proto_major", 1);
        yaml.member("proto_minor", 1);
    }

    private void headers(Headers headers) throws IOException {
        yaml.word("headers");
        YamlHeaders.write(yaml, headers, GoVcrWriter::canonical);
    }

    /** Go looks headers up by names in this form. */
    private static String canonical(String name) {
        return Arrays.stream(name.split("-", -1))
                .map(part -> part.isEmpty()
                        ? part
                        : part.substring(0, 1).toUpperCase(Locale.ROOT)
                                + part.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("-"));
    }

    private static String host(String url) {
        try {
            return Optional.ofNullable(new URI(url).getRawAuthority()).orElse("");
        } catch (URISyntaxException placeholders) {
            return "";
        }
    }
}
