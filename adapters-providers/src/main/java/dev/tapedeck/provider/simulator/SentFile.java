package dev.tapedeck.provider.simulator;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Call;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
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

/** A file that came in a form (RFC 7578) with its purpose. */
record SentFile(String purpose, String filename, Bytes content) {
    private static final int PIECE = 256 * 1024;

    /** @throws Refusal if it isn't such a form */
    static SentFile in(Call call) {
        HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        head.headers()
                .set(
                        HttpHeaderNames.CONTENT_TYPE,
                        call.request().headers().contentType().orElse(""));
        try {
            if (!HttpPostRequestDecoder.isMultipart(head)) {
                throw Refusal.invalid("A file is uploaded as multipart/form-data with a boundary.");
            }
            return SentBody.read(call, body -> read(head, body));
        } catch (DecoderException noForm) {
            throw Refusal.invalid("The body is no multipart/form-data.");
        }
    }

    private static SentFile read(HttpRequest head, InputStream body) throws IOException {
        HttpPostMultipartRequestDecoder form =
                new HttpPostMultipartRequestDecoder(new DefaultHttpDataFactory(false), head);
        try {
            offer(body, form);
            return of(form);
        } finally {
            form.destroy();
        }
    }

    private static void offer(InputStream body, HttpPostMultipartRequestDecoder form) throws IOException {
        long length = 0;
        byte[] piece = body.readNBytes(PIECE);
        while (piece.length > 0) {
            length += piece.length;
            if (length > SentBody.MOST) {
                throw Refusal.tooLarge();
            }
            form.offer(new DefaultHttpContent(Unpooled.wrappedBuffer(piece)));
            piece = body.readNBytes(PIECE);
        }
        form.offer(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    private static SentFile of(HttpPostMultipartRequestDecoder form) throws IOException {
        InterfaceHttpData purpose = form.getBodyHttpData("purpose");
        InterfaceHttpData file = form.getBodyHttpData("file");
        if (purpose instanceof Attribute named && file instanceof FileUpload sent) {
            return new SentFile(named.getValue(), sent.getFilename(), Bytes.wrap(sent.get()));
        }
        throw Refusal.invalid("The form must have a 'purpose' and a 'file'.");
    }
}
