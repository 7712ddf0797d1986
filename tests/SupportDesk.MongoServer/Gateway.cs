using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using SupportDesk.MongoServer.Commands;

namespace SupportDesk.MongoServer;

/// <summary>
/// Speaks MongoDB's wire protocol on 127.0.0.1 and has DocumentDB, in a PostgreSQL on this machine, carry out the commands.
/// It can be stopped and started again on the same port, as a server that went away.
/// </summary>
public sealed class Gateway(int enginePort, Login? login = null, TimeProvider? time = null) : IAsyncDisposable
{
    private readonly Engine engine = new(enginePort);
    private readonly ConcurrentDictionary<long, Task> conversations = [];
    private CommandTable? commands;
    private TcpListener? listener;
    private CancellationTokenSource stopping = new();
    private Task accepting = Task.CompletedTask;
    private FaultCounter faults = new(Faults.None);
    private long connections;

    public Login? Login => login;

    /// <summary>The port that it listens on, also while it is stopped.</summary>
    public int Port { get; private set; }

    public string Uri => login is null
        ? $"mongodb://127.0.0.1:{Port}/"
        : $"mongodb://{System.Uri.EscapeDataString(login.User)}:{System.Uri.EscapeDataString(login.Password)}@127.0.0.1:{Port}/?authSource=admin";

    /// <summary>How it misbehaves from the next command on. Setting starts the count anew.</summary>
    public Faults Faults
    {
        get => faults.Faults;
        set => faults = new(value);
    }

    internal TimeProvider Time { get; } = time ?? TimeProvider.System;

    /// <param name="port">0 for any that is free, or for the same as before.</param>
    public void Start(int port = 0)
    {
        stopping = new();
        commands = new(engine);
        listener = new(IPAddress.Loopback, port is 0 ? Port : port);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync(listener, commands, stopping.Token);
    }

    /// <summary>Closes the door and every connection; commands that are being carried out end first, unanswered.</summary>
    public async Task StopAsync()
    {
        if (listener is null)
            return;
        await stopping.CancelAsync();
        listener.Dispose();
        listener = null;
        await accepting;
        await Task.WhenAll(conversations.Values);
        await commands!.DisposeAsync();
        stopping.Dispose();
    }

    /// <summary>To be called after PostgreSQL was started anew.</summary>
    public void ForgetEngineConnections() => engine.Forget();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await engine.DisposeAsync();
    }

    internal Faults NextFaults(Wire.Request request) => faults.Next(request);

    private async Task AcceptAsync(TcpListener open, CommandTable table, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                var socket = await open.AcceptSocketAsync(cancellation);
                socket.NoDelay = true;
                Begin(new NetworkStream(socket, ownsSocket: true), table, cancellation);
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException)
            {
                // A client that gave up while it was let in, or the end.
            }
        }
    }

    private void Begin(NetworkStream stream, CommandTable table, CancellationToken cancellation)
    {
        var number = Interlocked.Increment(ref connections);
        var conversation = Task.Run(() => new Conversation(stream, number, this, table).RunAsync(cancellation), CancellationToken.None);
        conversations[number] = conversation;
        conversation.ContinueWith(ended => { if (ended.IsCompletedSuccessfully) conversations.TryRemove(number, out _); }, TaskScheduler.Default);
    }
}
