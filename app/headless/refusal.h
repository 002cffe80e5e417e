// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <QFileInfo>

namespace muster {

/// A file as it was named on the command line, from the root; empty stays empty.
[[nodiscard]] inline QString absolute(const QString &file)
{
    return file.isEmpty() ? QString() : QFileInfo(file).absoluteFilePath();
}

/// What was asked for cannot be done; found before anything was sent.
[[nodiscard]] inline tl::unexpected<ApiError> refusal(const char *code, const QString &subject,
                                                      const QString &detail = {})
{
    return failure(
        {.kind = ErrorKind::BadInput, .code = QString::fromLatin1(code), .detail = detail, .subject = subject});
}

/// A production tenant without --arm.
[[nodiscard]] inline ApiError lookOnlyRefusal(const QString &profileName)
{
    return {.kind = ErrorKind::LookOnly, .code = QStringLiteral("needs_arm"), .subject = profileName};
}

} // namespace muster
