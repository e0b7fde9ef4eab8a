//! A Redis of one's own: private directory, free port, gone with the value.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use secrecy::SecretString;
use tempfile::TempDir;

use super::redis_link::{DEFAULT_DEADLINE, RedisLink};

/// A running `redis-server` without persistence.
pub(crate) struct TestRedis {
    server: Child,
    port: u16,
    cluster: bool,
    directory: TempDir,
}

impl TestRedis {
    /// Starts a server and waits until it answers.
    pub(crate) async fn start() -> Self {
        Self::launch(false).await
    }

    /// Starts a server in cluster mode that owns every slot: keys of two slots in one script are refused there.
    pub(crate) async fn start_cluster() -> Self {
        let redis = Self::launch(true).await;
        let mut connection = redis.connection().await;
        let mut own_all = redis::cmd("CLUSTER");
        own_all.arg("ADDSLOTSRANGE").arg(0).arg(16_383);
        own_all.query_async::<()>(&mut connection).await.expect("slots are free");
        let deadline = Instant::now() + Duration::from_secs(30);
        while !redis::cmd("CLUSTER")
            .arg("INFO")
            .query_async::<String>(&mut connection)
            .await
            .expect("answers")
            .contains("cluster_state:ok")
        {
            assert!(Instant::now() < deadline, "the cluster does not come up");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        redis
    }

    async fn launch(cluster: bool) -> Self {
        let directory = TempDir::new().expect("a temporary directory");
        let port = free_port();
        let server = spawn(port, cluster, &directory);
        let redis = Self { server, port, cluster, directory };
        redis.wait_until_it_answers().await;
        redis
    }

    /// A new link, as another replica would have one.
    pub(crate) fn link(&self) -> RedisLink {
        RedisLink::new(&self.url(), DEFAULT_DEADLINE).expect("a valid URL")
    }

    /// Where it listens.
    pub(crate) fn url(&self) -> SecretString {
        format!("redis://127.0.0.1:{}", self.port).into()
    }

    /// A connection beside the code under test, to look at keys.
    pub(crate) async fn connection(&self) -> redis::aio::MultiplexedConnection {
        let client = redis::Client::open(format!("redis://127.0.0.1:{}", self.port)).expect("a valid URL");
        client.get_multiplexed_async_connection().await.expect("connects")
    }

    /// Hangs it: connections are accepted by the kernel, nothing is answered.
    pub(crate) fn stop(&self) {
        self.signal("STOP");
    }

    /// Lets it go on.
    pub(crate) fn resume(&self) {
        self.signal("CONT");
    }

    /// Ends it with everything it knew.
    pub(crate) fn kill(&mut self) {
        self.server.kill().expect("it ran");
        self.server.wait().expect("it ended");
    }

    /// Starts it again on the same port, empty.
    pub(crate) async fn restart(&mut self) {
        self.server = spawn(self.port, self.cluster, &self.directory);
        self.wait_until_it_answers().await;
    }

    /// Every key it holds.
    pub(crate) async fn keys(&self) -> Vec<String> {
        let mut connection = self.connection().await;
        redis::cmd("KEYS").arg("*").query_async(&mut connection).await.expect("answers")
    }

    fn signal(&self, name: &str) {
        let sent = Command::new("sh").arg("-c").arg(format!("kill -{name} {}", self.server.id())).status();
        assert!(sent.expect("sh runs").success(), "kill -{name}");
    }

    async fn wait_until_it_answers(&self) {
        let client = redis::Client::open(format!("redis://127.0.0.1:{}", self.port)).expect("a valid URL");
        let deadline = Instant::now() + Duration::from_secs(30);
        while client.get_multiplexed_async_connection().await.is_err() {
            assert!(Instant::now() < deadline, "redis-server does not answer on port {}", self.port);
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

impl Drop for TestRedis {
    fn drop(&mut self) {
        // Also ends a stopped server: SIGKILL needs no cooperation.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a free port").port()
}

fn spawn(port: u16, cluster: bool, directory: &TempDir) -> Child {
    let mut command = Command::new("redis-server");
    command.arg("--port").arg(port.to_string()).arg("--dir").arg(directory.path());
    command.args(["--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]);
    if cluster {
        command.args(["--cluster-enabled", "yes", "--cluster-port", &free_port().to_string()]);
    }
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("redis-server must be installed (Debian: apt-get install redis-server)")
}
