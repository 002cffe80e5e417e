// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testpaths.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

namespace muster::test {

QString dataFile(const QString &name)
{
    return QStringLiteral(MUSTER_TEST_DATA) + u'/' + name;
}

QByteArray dataBytes(const QString &name)
{
    QFile file(dataFile(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no test data %s", qPrintable(file.fileName()));
    return file.readAll();
}

void copyFolder(const QString &from, const QString &to)
{
    QDirIterator files(from, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next();
        const QString copy = to + file.sliced(from.size());
        if (QDir().mkpath(QFileInfo(copy).path()) && !QFile::copy(file, copy) && QFile::exists(file))
            qFatal("%s cannot be copied", qPrintable(file));
    }
}

} // namespace muster::test
