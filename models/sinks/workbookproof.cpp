// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/workbookproof.h"

#include "models/rules/workbookcells.h"

#include <QIODevice>
#include <QXmlStreamReader>
#include <memory>
#include <optional>
#include <unzip.h>

namespace muster {

namespace {

constexpr uLong mostParts = 4096;
constexpr uLong longestPartName = 200;
constexpr int stopEvery = 1000; // rows

struct CloseArchive
{
    void operator()(void *archive) const { (void)unzClose(archive); }
};
using Archive = std::unique_ptr<void, CloseArchive>;

/// The part that the archive stands at, inflated.
class PartDevice final : public QIODevice
{
public:
    explicit PartDevice(unzFile archive)
        : m_archive(archive)
    {
        if (unzOpenCurrentFile(archive) == UNZ_OK)
            open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    ~PartDevice() override { (void)isWhole(); }
    Q_DISABLE_COPY_MOVE(PartDevice)

    [[nodiscard]] bool isSequential() const override { return true; }
    /// Ends it; false when not all of it came or its checksum is another one.
    [[nodiscard]] bool isWhole()
    {
        if (!isOpen())
            return false;
        const bool atEnd = unzeof(m_archive) == 1;
        close();
        return unzCloseCurrentFile(m_archive) == UNZ_OK && atEnd && !m_failed;
    }

protected:
    qint64 readData(char *to, qint64 size) override
    {
        const int got = unzReadCurrentFile(m_archive, to, unsigned(std::min<qint64>(size, 1 << 20)));
        m_failed = m_failed || got < 0;
        return got > 0 ? got : -1;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const unzFile m_archive;
    bool m_failed = false;
};

/// "BC12" as column and row, both from 0.
struct CellPlace
{
    quint32 column = 0, row = 0;
};

std::optional<CellPlace> placeOf(QStringView reference)
{
    qsizetype letters = 0;
    quint32 column = 0;
    while (letters < reference.size() && letters < 3 && reference[letters] >= u'A' && reference[letters] <= u'Z')
        column = column * 26 + quint32(reference[letters++].unicode() - u'A' + 1);
    bool isNumber = false;
    const uint row = reference.sliced(letters).toUInt(&isNumber);
    if (letters == 0 || !isNumber || row == 0 || row > maxWorkbookRows || column > maxWorkbookColumns)
        return std::nullopt;
    return CellPlace{column - 1, row - 1};
}

class Proof
{
public:
    explicit Proof(const std::stop_token &stop)
        : m_stop(stop)
    {
    }

    /// Empty: all is as it must be; else what is not.
    [[nodiscard]] QString part(const QString &name, QIODevice &device)
    {
        QXmlStreamReader xml(&device);
        const QString sheet = QStringLiteral("xl/worksheets/sheet%1.xml").arg(m_content.rows.size() + 1);
        QString fault;
        if (name == sheet)
            fault = readSheet(xml);
        else if (name == QLatin1String("xl/workbook.xml"))
            fault = readNames(xml);
        else if (!isKnown(name))
            fault = QStringLiteral("unexpected part");
        while (fault.isEmpty() && !xml.atEnd()) // to the end of it, whatever there is
            xml.readNext();
        if (fault.isEmpty() && xml.hasError())
            fault = QStringLiteral("XML error %1").arg(int(xml.error()));
        return fault;
    }
    [[nodiscard]] QString end()
    {
        if (m_content.rows.isEmpty() || m_names != m_content.rows.size())
            return QStringLiteral("sheets missing");
        m_content.digest = m_digest.hex();
        return {};
    }
    [[nodiscard]] const WorkbookContent &content() const { return m_content; }

private:
    static bool isKnown(const QString &name)
    {
        static constexpr QLatin1String known[]{QLatin1String("[Content_Types].xml"),
                                               QLatin1String("_rels/.rels"),
                                               QLatin1String("xl/_rels/workbook.xml.rels"),
                                               QLatin1String("xl/theme/theme1.xml"),
                                               QLatin1String("xl/styles.xml"),
                                               QLatin1String("docProps/core.xml"),
                                               QLatin1String("docProps/app.xml")};
        return std::find(std::begin(known), std::end(known), name) != std::end(known);
    }

    [[nodiscard]] QString readNames(QXmlStreamReader &xml)
    {
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != u"sheet")
                continue;
            if (xml.attributes().value(QLatin1String("name")) != WorkbookContent::sheetName(m_names++))
                return QStringLiteral("sheet name");
        }
        return {};
    }

    [[nodiscard]] QString readSheet(QXmlStreamReader &xml)
    {
        m_content.rows.append(0);
        while (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != u"sheetData") {
            if (xml.atEnd())
                return QStringLiteral("no sheet data");
        }
        while (xml.readNextStartElement()) {
            if (xml.name() != u"row")
                return QStringLiteral("unexpected element");
            const quint32 row = xml.attributes().value(QLatin1String("r")).toUInt();
            if (row <= m_content.rows.last() || row > maxWorkbookRows)
                return QStringLiteral("row number");
            if (row % stopEvery == 0 && m_stop.stop_requested())
                return QStringLiteral("stopped");
            m_content.rows.last() = row;
            m_nextColumn = 0;
            while (xml.readNextStartElement()) {
                if (const QString fault = readCell(xml, row - 1); !fault.isEmpty())
                    return fault;
            }
        }
        return {};
    }

    /// <c r="A1" s="2" t="inlineStr"><is><t>text</t></is></c>
    [[nodiscard]] QString readCell(QXmlStreamReader &xml, quint32 row)
    {
        const QXmlStreamAttributes attributes = xml.attributes();
        const auto place = placeOf(attributes.value(QLatin1String("r")));
        if (xml.name() != u"c" || !place || place->row != row || place->column < m_nextColumn)
            return QStringLiteral("cell place");
        m_nextColumn = place->column + 1;
        if (attributes.value(QLatin1String("t")) != QLatin1String("inlineStr"))
            return QStringLiteral("cell is no text");
        if (!xml.readNextStartElement() || xml.name() != u"is" || !xml.readNextStartElement() || xml.name() != u"t")
            return QStringLiteral("cell without text");
        const QByteArray spelled = xml.readElementText(QXmlStreamReader::ErrorOnUnexpectedElement).toUtf8();
        m_digest.add(quint32(m_content.rows.size() - 1), row, place->column,
                     fromWorkbookText({spelled.constData(), std::size_t(spelled.size())}));
        if (xml.hasError() || xml.readNextStartElement() || xml.readNextStartElement())
            return QStringLiteral("cell with more than text");
        return {};
    }

    const std::stop_token &m_stop;
    WorkbookContent m_content;
    WorkbookDigest m_digest;
    quint32 m_nextColumn = 0;
    qsizetype m_names = 0;
};

} // namespace

Result<WorkbookContent> readWorkbook(const QByteArray &file, const QString &subject, const std::stop_token &stop)
{
    const auto wrong = [&](const QString &what) {
        return failure({.kind = ErrorKind::File,
                        .code = QStringLiteral("workbook_not_proved"),
                        .detail = what,
                        .subject = subject});
    };
    const Archive archive(unzOpen64(file.constData()));
    unz_global_info64 info = {};
    if (!archive || unzGetGlobalInfo64(archive.get(), &info) != UNZ_OK || info.number_entry == 0
        || info.number_entry > mostParts)
        return wrong(QStringLiteral("archive"));
    Proof proof(stop);
    int moved = unzGoToFirstFile(archive.get());
    for (ZPOS64_T parts = 0; parts < info.number_entry; ++parts) {
        char name[longestPartName + 1] = {};
        if (moved != UNZ_OK
            || unzGetCurrentFileInfo64(archive.get(), nullptr, name, longestPartName, nullptr, 0, nullptr, 0) != UNZ_OK)
            return wrong(QStringLiteral("archive"));
        PartDevice device(archive.get());
        QString fault = proof.part(QString::fromUtf8(name), device);
        if (stop.stop_requested())
            return failure(ErrorKind::Cancelled);
        if (fault.isEmpty() && !device.isWhole())
            fault = QStringLiteral("checksum");
        if (!fault.isEmpty())
            return wrong(QString::fromUtf8(name) + QStringLiteral(": ") + fault);
        moved = unzGoToNextFile(archive.get());
    }
    const QString fault = proof.end();
    if (!fault.isEmpty())
        return wrong(fault);
    return proof.content();
}

} // namespace muster
