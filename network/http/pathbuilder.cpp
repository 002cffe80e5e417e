// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/pathbuilder.h"

#include <algorithm>

namespace muster {

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
    ApiError error;
    error.kind = ErrorKind::BadInput;
    error.code = QStringLiteral("path_argument");
    error.subject = argument.left(100);
    return error;
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
