package dev.tapedeck.clients;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.tapedeck.support.SessionUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** LangChain4j with its models for OpenAI and Anthropic. */
final class LangChain4j {
    private static final String OPENAI = "langchain4j-open-ai";
    private static final String ANTHROPIC = "langchain4j-anthropic";

    static final List<Deed> DEEDS = Stream.of(
                    of(OPENAI, "gpt-4o-mini", LangChain4j::openai, LangChain4j::openaiStreaming),
                    of(ANTHROPIC, "claude-haiku-4-5", LangChain4j::anthropic, LangChain4j::anthropicStreaming))
            .flatMap(List::stream)
            .toList();

    private LangChain4j() {}

    /** What a stream gave: the pieces as they came, and the whole at the end. */
    private record Streamed(List<String> pieces, Said whole) {}

    /** What a model said, without the HTTP response in which it came: that one is equal to itself only. */
    private record Said(AiMessage message, String id, String model, TokenUsage usage, FinishReason reason) {
        static Said of(ChatResponse response) {
            return new Said(
                    response.aiMessage(),
                    response.id(),
                    response.modelName(),
                    response.tokenUsage(),
                    response.finishReason());
        }
    }

    private static List<Deed> of(
            String client,
            String model,
            BiFunction<SessionUnderTest, String, ChatModel> whole,
            BiFunction<SessionUnderTest, String, StreamingChatModel> streaming) {
        return List.of(
                new Deed(client, "completion", (session, prompt) -> said(whole.apply(session, model), ask(prompt))),
                new Deed(
                        client,
                        "tool call",
                        (session, prompt) ->
                                said(whole.apply(session, model), ask(prompt).toolSpecifications(weather()))),
                new Deed(
                        client, "error", (session, prompt) -> said(whole.apply(session, "no-such-model"), ask(prompt))),
                new Deed(
                        client,
                        "stream",
                        (session, prompt) -> streamed(
                                streaming.apply(session, model), ask(prompt).build())));
    }

    private static Said said(ChatModel model, ChatRequest.Builder request) {
        return Said.of(model.chat(request.build()));
    }

    private static Streamed streamed(StreamingChatModel model, ChatRequest request) {
        List<String> pieces = new ArrayList<>();
        CompletableFuture<ChatResponse> whole = new CompletableFuture<>();
        model.chat(request, new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
                pieces.add(piece.text());
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
                whole.complete(response);
            }

            @Override
            public void onError(Throwable error) {
                whole.completeExceptionally(error);
            }
        });
        return new Streamed(List.copyOf(pieces), Said.of(result(whole)));
    }

    private static ChatResponse result(CompletableFuture<ChatResponse> whole) {
        try {
            return whole.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException raised ? raised : failed;
        }
    }

    private static ChatRequest.Builder ask(String prompt) {
        return ChatRequest.builder().messages(UserMessage.from(prompt));
    }

    private static ToolSpecification weather() {
        return ToolSpecification.builder()
                .name("weather")
                .parameters(JsonObjectSchema.builder().addStringProperty("city").build())
                .build();
    }

    private static ChatModel openai(SessionUnderTest session, String model) {
        return OpenAiChatModel.builder()
                .baseUrl(session.door("openai") + "/v1")
                .apiKey("sk-none")
                .modelName(model)
                .build();
    }

    private static StreamingChatModel openaiStreaming(SessionUnderTest session, String model) {
        return OpenAiStreamingChatModel.builder()
                .baseUrl(session.door("openai") + "/v1")
                .apiKey("sk-none")
                .modelName(model)
                .build();
    }

    private static ChatModel anthropic(SessionUnderTest session, String model) {
        return AnthropicChatModel.builder()
                .baseUrl(session.door("anthropic") + "/v1")
                .apiKey("sk-ant-none")
                .modelName(model)
                .build();
    }

    private static StreamingChatModel anthropicStreaming(SessionUnderTest session, String model) {
        return AnthropicStreamingChatModel.builder()
                .baseUrl(session.door("anthropic") + "/v1")
                .apiKey("sk-ant-none")
                .modelName(model)
                .build();
    }
}
