package dev.tapedeck.web.api;

import dev.tapedeck.exchange.Bytes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

/** A file to be downloaded, written while it is sent. */
final class Attachment {
    static final String YAML = "application/yaml";
    static final String ZIP = "application/zip";

    private Attachment() {}

    static Response of(String fileName, StreamingOutput content) {
        return Response.ok(content)
                .type(type(fileName))
                .header("Content-Disposition", "attachment; filename=\"%s\"".formatted(fileName))
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    /** Bytes as they are, as text if they are some; a browser runs nothing of them. */
    static Response raw(String name, Bytes body) {
        boolean text = body.validText().isPresent();
        return Response.ok(body.array())
                .type(text ? "text/plain;charset=UTF-8" : MediaType.APPLICATION_OCTET_STREAM)
                .header("Content-Disposition", "attachment; filename=\"%s.%s\"".formatted(name, text ? "txt" : "bin"))
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private static String type(String fileName) {
        if (fileName.endsWith(".yaml")) {
            return YAML;
        }
        return fileName.endsWith(".zip") ? ZIP : MediaType.APPLICATION_JSON;
    }
}
