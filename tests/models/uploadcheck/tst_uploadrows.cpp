// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/uploadcheck/uploadrows.h"

#include "tests/support/testprogram.h"

#include <QBuffer>

using namespace muster;

namespace tst_uploadrows {

class TestUploadRows : public QObject
{
    Q_OBJECT

private:
    struct Read
    {
        QStringList rows; ///< number:cells|…:characters:line end
        std::optional<UploadFinding> fault;
    };
    [[nodiscard]] static Read read(const QByteArray &text)
    {
        auto device = std::make_unique<QBuffer>();
        device->setData(text);
        if (!device->open(QIODevice::ReadOnly))
            qFatal("cannot open");
        UploadRows rows(std::move(device), {});
        UploadRows::Row row;
        Read read;
        for (auto more = rows.next(row); more && *more; more = rows.next(row)) {
            QStringList cells;
            for (const std::string_view cell : row.cells)
                cells.append(QString::fromUtf8(cell.data(), qsizetype(cell.size())));
            read.rows.append(u"%1:%2:%3:%4"_qs.arg(QString::number(row.number), cells.join(u'|'),
                                                   QString::number(row.characters), QString::number(int(row.end))));
        }
        read.fault = rows.fault();
        return read;
    }

private Q_SLOTS:
    void givesRowsAsTheyStand()
    {
        const Read got = read("a,b\r\n\n\"x\"\"y\"\r1,2,3,\nlast");
        QCOMPARE(got.rows,
                 (QStringList{u"1:a|b:3:0"_qs, u"2::0:1"_qs, u"3:x\"y:6:2"_qs, u"4:1|2|3|:6:1"_qs, u"5:last:4:3"_qs}));
        QVERIFY(!got.fault);
    }

    void tellsWhereTheFormBreaks()
    {
        const Read got = read("a,b\n1,\"x\n");
        QCOMPARE(got.rows, QStringList{u"1:a|b:3:1"_qs});
        QCOMPARE(got.fault, (UploadFinding{.row = 2, .column = 2, .rule = UploadRule::QuoteOpen}));
    }

    /// Rows that lie across pieces of the file are as whole as others.
    void joinsPieces()
    {
        QByteArray text;
        QStringList wanted;
        for (int row = 1; text.size() < qsizetype(3 * SourceText::pieceBytes); ++row) {
            const QByteArray cell(row % 97, 'x');
            text += cell + ",\xC3\xA9\n";
            wanted.append(u"%1:%2|\u00E9:%3:1"_qs.arg(QString::number(row), QString::fromLatin1(cell),
                                                      QString::number(cell.size() + 2)));
        }
        QCOMPARE(read(text).rows, wanted);
    }

    void countsUnitsOfUtf16()
    {
        QCOMPARE(charactersOf(""), 0);
        QCOMPARE(charactersOf("ab\xC3\xA9"), 3);
        QCOMPARE(charactersOf("\xE2\x82\xAC"), 1);
        QCOMPARE(charactersOf("\xF0\x9F\x98\x80"), 2);
    }
};

MUSTER_TEST(TestUploadRows, QCoreApplication)

} // namespace tst_uploadrows
#include "tst_uploadrows.moc"
