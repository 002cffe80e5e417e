// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/files/freename.h"

#include "models/rules/exportorder.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <algorithm>

namespace muster {

namespace {

constexpr int mostTries = 1000;

bool isTaken(const QString &file)
{
    // Also by an export that is not complete yet.
    const QStringList names{file, ExportFiles(file).partial()};
    return std::any_of(names.cbegin(), names.cend(), [](const QString &name) {
        const QFileInfo info(name);
        return info.exists() || info.isSymLink();
    });
}

} // namespace

QString freeNameBeside(const QString &file)
{
    static const QRegularExpression counted(QStringLiteral("^(.*) \\(([0-9]{1,6})\\)$"),
                                            QRegularExpression::DotMatchesEverythingOption);
    if (file.isEmpty() || !isTaken(file))
        return file;
    const QFileInfo info(file);
    const QString suffix = info.suffix().isEmpty() ? QString() : u'.' + info.suffix();
    QString stem = file.chopped(suffix.size());
    int number = 1;
    if (const auto match = counted.match(stem); match.hasMatch()) {
        stem = match.captured(1);
        number = match.captured(2).toInt();
    }
    for (int tries = 0; tries < mostTries; ++tries) {
        const QString name = QStringLiteral("%1 (%2)%3").arg(stem).arg(++number).arg(suffix);
        if (!isTaken(name))
            return name;
    }
    return file;
}

} // namespace muster
