# Answers every request with what the image was built from. Perl, because each Debian image has it.
use strict;
use warnings;
use IO::Socket::INET;

$SIG{TERM} = sub { exit 0 };
$SIG{CHLD} = 'IGNORE';
my $server = IO::Socket::INET->new(LocalPort => 8080, Listen => 16, ReuseAddr => 1) or die "port 8080: $!\n";

while (1) {
    my $client = $server->accept or next;
    # A process for each connection: a browser opens some that it may never use.
    next if fork // 1;
    while (defined(my $line = <$client>)) { last if $line !~ /\S/ }
    open my $file, '<', '/app/version.json' or die "/app/version.json: $!\n";
    print $client "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n", <$file>;
    exit 0;
}
