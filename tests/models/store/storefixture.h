// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <random>
#include <sys/stat.h>

namespace muster::test {

/// A config folder of its own, and what may be wrong with a file in it (F98).
class StoreFixture
{
public:
    [[nodiscard]] QString path(const char *name) const { return config + u'/' + QString::fromLatin1(name); }
    void write(const char *name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        if (!QDir().mkpath(config) || !file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", name);
    }
    [[nodiscard]] QByteArray read(const char *name) const { return bytesOf(path(name)); }
    [[nodiscard]] static QByteArray bytesOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("<unreadable>");
    }
    [[nodiscard]] static mode_t modeOf(const QString &path)
    {
        struct stat status = {};
        return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & 07777 : 0;
    }
    static void damagedContents()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("truncated") << QByteArray("{\"format\":\"muster-settings\",\"version\":1,\"val");
        QTest::newRow("other JSON") << QByteArray("[1,2,3]");
        QTest::newRow("another format") << QByteArray("{\"format\":\"something\",\"version\":1}");
        QTest::newRow("no version") << QByteArray("{\"format\":\"muster-settings\"}");
        QTest::newRow("zeros") << QByteArray(4096, '\0');
        QTest::newRow("deep") << QByteArray(100000, '[');
        QByteArray noise(3000, '\0');
        std::mt19937 random(98);
        for (char &byte : noise)
            byte = char(random());
        QTest::newRow("random bytes") << noise;
    }

    QTemporaryDir folder;
    QString config = folder.filePath(QStringLiteral("config"));
};

} // namespace muster::test
