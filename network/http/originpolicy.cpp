// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/originpolicy.h"

#include <algorithm>

namespace muster {

namespace {

ApiError refused(const QString &code, const QString &subject)
{
    return ApiError{.kind = ErrorKind::AddressRefused, .code = code, .subject = subject};
}

bool isPrivate(const QHostAddress &address)
{
    static const QList<QPair<QHostAddress, int>> ranges = {
        QHostAddress::parseSubnet(QStringLiteral("10.0.0.0/8")),
        QHostAddress::parseSubnet(QStringLiteral("172.16.0.0/12")),
        QHostAddress::parseSubnet(QStringLiteral("192.168.0.0/16")),
        QHostAddress::parseSubnet(QStringLiteral("100.64.0.0/10")),
        QHostAddress::parseSubnet(QStringLiteral("192.0.0.0/24")),
        QHostAddress::parseSubnet(QStringLiteral("198.18.0.0/15")),
        QHostAddress::parseSubnet(QStringLiteral("240.0.0.0/4")),
        QHostAddress::parseSubnet(QStringLiteral("fc00::/7")),
        QHostAddress::parseSubnet(QStringLiteral("fec0::/10")),
        QHostAddress::parseSubnet(QStringLiteral("64:ff9b:1::/48")),
        QHostAddress::parseSubnet(QStringLiteral("2001::/32")), // Teredo: what it leads to is hidden
    };
    for (const auto &range : ranges) {
        if (address.isInSubnet(range))
            return true;
    }
    return false;
}

/// The IPv4 address that `bytes` of an IPv6 one from `first` on spell.
QHostAddress within(const Q_IPV6ADDR &bytes, int first)
{
    quint32 v4 = 0;
    for (int i = first; i < first + 4; ++i)
        v4 = v4 << 8 | bytes[i];
    return QHostAddress(v4);
}

/// An address that only wraps an IPv4 one is judged as that: ::ffff:a.b.c.d, ::a.b.c.d, NAT64 and 6to4.
QHostAddress plain(const QHostAddress &address)
{
    if (address.protocol() != QAbstractSocket::IPv6Protocol)
        return address;
    static const auto mapped = QHostAddress::parseSubnet(QStringLiteral("::ffff:0:0/96"));
    static const auto compatible = QHostAddress::parseSubnet(QStringLiteral("::/96"));
    static const auto nat64 = QHostAddress::parseSubnet(QStringLiteral("64:ff9b::/96"));
    static const auto sixToFour = QHostAddress::parseSubnet(QStringLiteral("2002::/16"));
    const Q_IPV6ADDR bytes = address.toIPv6Address();
    const bool isOwn
        = address == QHostAddress(QHostAddress::LocalHostIPv6) || address == QHostAddress(QHostAddress::AnyIPv6);
    if (!isOwn && (address.isInSubnet(mapped) || address.isInSubnet(compatible) || address.isInSubnet(nat64)))
        return within(bytes, 12);
    return address.isInSubnet(sixToFour) ? within(bytes, 2) : address;
}

Result<QUrl> resolvedLink(const QUrl &from, const QByteArray &link)
{
    constexpr qsizetype longestLink = 8192;
    const QString host = from.host(QUrl::FullyEncoded);
    if (link.size() > longestLink)
        return failure(refused(QStringLiteral("too_long"), host));
    const QUrl given = QUrl::fromEncoded(link, QUrl::StrictMode);
    if (link.isEmpty() || !given.isValid())
        return failure(refused(QStringLiteral("invalid"), host));
    const QUrl target = from.resolved(given).adjusted(QUrl::RemoveFragment);
    if (const auto fault = addressFault(target, AddressSource::Person))
        return failure(*fault);
    return target;
}

} // namespace

bool isLoopback(const QUrl &url)
{
    const QString host = url.host(QUrl::FullyEncoded).toLower();
    if (host == QLatin1String("localhost"))
        return true;
    QHostAddress literal;
    return literal.setAddress(host) && plain(literal).isLoopback();
}

std::optional<ApiError> resolvedAddressFault(const QHostAddress &address, AddressSource source)
{
    const QHostAddress judged = plain(address);
    const QString subject = judged.toString();
    if (judged == QHostAddress(QHostAddress::AnyIPv4) || judged == QHostAddress(QHostAddress::AnyIPv6)
        || judged.isNull() || judged.isInSubnet(QHostAddress(QStringLiteral("0.0.0.0")), 8))
        return refused(QStringLiteral("unspecified"), subject);
    if (judged.isLinkLocal())
        return refused(QStringLiteral("link_local"), subject);
    if (judged.isMulticast() || judged.isBroadcast())
        return refused(QStringLiteral("multicast"), subject);
    if (source == AddressSource::Server && judged.isLoopback())
        return refused(QStringLiteral("loopback"), subject);
    if (source == AddressSource::Server && isPrivate(judged))
        return refused(QStringLiteral("private"), subject);
    return std::nullopt;
}

std::optional<ApiError> addressFault(const QUrl &url, AddressSource source)
{
    const QString host = url.host(QUrl::FullyEncoded);
    if (!url.isValid())
        return refused(QStringLiteral("invalid"), host);
    const QString scheme = url.scheme().toLower();
    if (scheme != QLatin1String("https") && scheme != QLatin1String("http"))
        return refused(QStringLiteral("scheme"), host.isEmpty() ? scheme : host);
    if (host.isEmpty())
        return refused(QStringLiteral("no_host"), QString());
    // An empty user name before an @ counts too: only the authority's text tells.
    if (!url.userInfo().isEmpty() || url.authority(QUrl::FullyEncoded).contains(u'@'))
        return refused(QStringLiteral("user_info"), host);
    if (scheme == QLatin1String("http") && !isLoopback(url))
        return refused(QStringLiteral("plain_http"), host);
    if (source == AddressSource::Server && isLoopback(url))
        return refused(QStringLiteral("loopback"), host);
    QHostAddress literal;
    if (literal.setAddress(host))
        return resolvedAddressFault(literal, source);
    return std::nullopt;
}

QString originOf(const QUrl &url)
{
    const QString scheme = url.scheme().toLower();
    const QString host = url.host(QUrl::FullyEncoded).toLower();
    if (host.isEmpty() || (scheme != QLatin1String("https") && scheme != QLatin1String("http")))
        return {};
    const int port = url.port(scheme == QLatin1String("https") ? 443 : 80);
    return scheme + QStringLiteral("://") + host + u':' + QString::number(port);
}

Result<QUrl> linkedUrl(const QUrl &from, const QByteArray &link)
{
    const auto target = resolvedLink(from, link);
    if (target && originOf(*target) != originOf(from))
        return failure(refused(QStringLiteral("foreign_origin"), target->host(QUrl::FullyEncoded)));
    return target;
}

Result<QUrl> downloadUrl(const QUrl &from, const QByteArray &link, const QStringList &hosts)
{
    const auto target = resolvedLink(from, link);
    if (!target || originOf(*target) == originOf(from))
        return target;
    const QString host = target->host(QUrl::FullyEncoded).toLower();
    const int port = target->port(target->scheme() == QLatin1String("https") ? 443 : 80);
    const auto allowed = [&](const QString &entry) {
        const auto named = downloadHost(entry);
        return named && named->host == host && named->port == port;
    };
    if (!std::any_of(hosts.begin(), hosts.end(), allowed))
        return failure(refused(QStringLiteral("download_host"), host));
    return target;
}

OriginPolicy::OriginPolicy(const ConnectionProfile &profile, const QList<QUrl> &named)
{
    const auto add = [this](const QUrl &url) {
        const QString origin = originOf(url);
        const bool isNew
            = !origin.isEmpty() && !addressFault(url, AddressSource::Person) && !m_origins.contains(origin);
        if (isNew)
            m_origins.append(origin);
        return isNew;
    };
    for (const Service service : allServices)
        add(profile.serviceUrl(service));
    for (const QUrl &url : named)
        add(url);
    for (const QString &approved : profile.approvedOrigins) {
        if (add(QUrl(approved, QUrl::StrictMode)))
            m_approved.append(m_origins.constLast());
    }
}

std::optional<ApiError> OriginPolicy::approvalFault(const QUrl &url, const QUrl &signInAddress) const
{
    const auto found = fault(url);
    if (!found || found->code != QLatin1String("foreign_origin"))
        return found;
    const bool hadAnother = !signInAddress.isEmpty()
        && std::any_of(m_approved.begin(), m_approved.end(),
                       [signIn = originOf(signInAddress)](const QString &origin) { return origin != signIn; });
    return refused(hadAnother ? QStringLiteral("origin_changed") : QStringLiteral("origin_not_approved"),
                   originOf(url));
}

std::optional<ApiError> OriginPolicy::fault(const QUrl &url) const
{
    if (const auto fault = addressFault(url, AddressSource::Person))
        return fault;
    if (!m_origins.contains(originOf(url)))
        return refused(QStringLiteral("foreign_origin"), url.host(QUrl::FullyEncoded));
    return std::nullopt;
}

namespace {

constexpr qsizetype longestArgument = 1024;

bool isUsable(const QString &argument)
{
    if (argument.isEmpty() || argument.size() > longestArgument || argument == QLatin1String(".")
        || argument == QLatin1String("..") || !argument.isValidUtf16())
        return false;
    return std::none_of(argument.begin(), argument.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
}

ApiError unusable(const QString &argument)
{
    return ApiError{
        .kind = ErrorKind::BadInput, .code = QStringLiteral("path_argument"), .subject = argument.left(100)};
}

} // namespace

Result<QUrl> buildUrl(const QUrl &base, QByteArrayView pathTemplate, const QStringList &arguments,
                      const QList<QPair<QString, QString>> &query)
{
    QByteArray text = base.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::StripTrailingSlash).toEncoded();
    while (text.endsWith('/'))
        text.chop(1);
    qsizetype from = 0;
    for (const QString &argument : arguments) {
        if (!isUsable(argument))
            return failure(unusable(argument));
        const qsizetype hole = pathTemplate.indexOf(QByteArrayView("{}"), from);
        Q_ASSERT_X(hole >= 0, "buildUrl", "more arguments than the template has places");
        text += pathTemplate.sliced(from, hole - from);
        text += QUrl::toPercentEncoding(argument);
        from = hole + 2;
    }
    Q_ASSERT_X(pathTemplate.indexOf(QByteArrayView("{}"), from) < 0, "buildUrl",
               "a place of the template is not filled");
    text += pathTemplate.sliced(from);
    char separator = '?';
    for (const auto &[name, value] : query) {
        if (value.isEmpty())
            continue;
        text += separator + QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value);
        separator = '&';
    }
    const QUrl url = QUrl::fromEncoded(text, QUrl::StrictMode);
    if (!url.isValid())
        return failure(unusable(base.host(QUrl::FullyEncoded)));
    return url;
}

} // namespace muster
