using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;
using Taojin.Storage;

namespace Taojin.Workflows.Service;

/// <summary>Reaches the language model that the shop's settings name: OpenAI, Ollama, vLLM, or whatever speaks their protocol.</summary>
public static class LanguageModel
{
    /// <summary>Environment variable with the key.</summary>
    public const string KeyVariable = "TAOJIN_MODEL_KEY";

    private const int Retries = 1;

    /// <summary>The model, or null when none is named.</summary>
    /// <param name="settings">Where it is.</param>
    /// <param name="key">Its key; local models need none.</param>
    public static IChatClient? Of(AssistantSettings settings, string? key)
    {
        if (settings.ModelUrl.Length == 0)
            return null;
        var options = new OpenAIClientOptions
        {
            Endpoint = new Uri(settings.ModelUrl),
            NetworkTimeout = TimeSpan.FromSeconds(settings.TimeoutSeconds),
            RetryPolicy = new ClientRetryPolicy(Retries),
        };
        return new OpenAIClient(new ApiKeyCredential(string.IsNullOrEmpty(key) ? "none" : key), options).GetChatClient(settings.Model).AsIChatClient();
    }
}
