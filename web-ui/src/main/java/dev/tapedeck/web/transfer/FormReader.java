package dev.tapedeck.web.transfer;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.transfer.ImportFile;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes a {@code multipart/form-data} body apart as it comes (RFC 7578); its files go to a folder. */
final class FormReader {
    private static final int MOST_PARTS = 10_000;
    private static final int LONGEST_HEADER = 64 * 1024;
    private static final int IN_MEMORY = 16 * 1024;

    private final Path folder;
    private final HttpPostMultipartRequestDecoder decoder;
    private final List<ImportFile> files = new ArrayList<>();
    private final Map<String, String> fields = new HashMap<>();

    FormReader(Path folder, String contentType) {
        this.folder = folder;
        DefaultHttpDataFactory factory = new DefaultHttpDataFactory(IN_MEMORY);
        factory.setBaseDir(folder.toString());
        factory.setDeleteOnExit(false);
        DefaultHttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        head.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        try {
            if (!HttpPostRequestDecoder.isMultipart(head)) {
                throw malformed(); // it has no boundary
            }
            decoder = new HttpPostMultipartRequestDecoder(
                    factory, head, StandardCharsets.UTF_8, MOST_PARTS, LONGEST_HEADER);
        } catch (HttpPostRequestDecoder.ErrorDataDecoderException noBoundary) {
            throw malformed();
        }
    }

    void read(InputStream body) throws IOException {
        byte[] buffer = new byte[IN_MEMORY];
        try {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                decoder.offer(new DefaultHttpContent(Unpooled.copiedBuffer(buffer, 0, read)));
                takeParts();
            }
            decoder.offer(LastHttpContent.EMPTY_LAST_CONTENT);
            takeParts();
        } catch (HttpPostRequestDecoder.EndOfDataDecoderException end) {
            return; // what came after the form is no part of it
        } catch (HttpPostRequestDecoder.ErrorDataDecoderException
                | HttpPostRequestDecoder.TooManyFormFieldsException
                | HttpPostRequestDecoder.TooLongFormFieldException broken) {
            throw malformed();
        } finally {
            decoder.destroy();
        }
    }

    private void takeParts() throws IOException {
        while (decoder.hasNext()) {
            InterfaceHttpData part = decoder.next();
            if (part instanceof FileUpload file && !(file.getFilename().isEmpty() && file.length() == 0)) {
                Path content = folder.resolve("file-" + files.size());
                file.renameTo(content.toFile());
                files.add(new ImportFile(file.getFilename(), content));
            } else if (part instanceof Attribute field) {
                fields.put(field.getName(), field.getValue());
            }
            decoder.removeHttpDataFromClean(part);
            part.release();
        }
    }

    private static FailedCall malformed() {
        return FailedCall.rejected(new Failure.Invalid(
                "upload", "The multipart/form-data body is malformed. Send the file's bytes as the body instead."));
    }

    List<ImportFile> files() {
        return files;
    }

    Map<String, String> fields() {
        return fields;
    }
}
