package dev.tapedeck.web.api;

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

    private static String type(String fileName) {
        if (fileName.endsWith(".yaml")) {
            return YAML;
        }
        return fileName.endsWith(".zip") ? ZIP : MediaType.APPLICATION_JSON;
    }
}
