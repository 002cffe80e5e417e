// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/help/helpdocument.h"

#include <QImage>
#include <QImageReader>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextFrame>
#include <QTextTable>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace muster {

namespace {

constexpr double titleFactor = 1.6;
constexpr double chapterFactor = 1.25;
constexpr double sectionFactor = 1.08;
constexpr int lineHeightPercent = 125;

/// Gives the parts of a document that was read from Markdown their look, one pass a kind.
class Styler
{
public:
    Styler(QTextDocument &document, const HelpLook &look)
        : m_document(document)
        , m_look(look)
    {
    }
    void style(const HelpPage &page)
    {
        QTextCursor whole(&m_document); // one change for the document, not hundreds
        whole.beginEditBlock();
        styleBlocks(page);
        styleWords();
        styleTables(m_document.rootFrame());
        whole.endEditBlock();
    }

private:
    void styleBlocks(const HelpPage &page)
    {
        qsizetype heading = 0;
        for (QTextBlock block = m_document.begin(); block.isValid(); block = block.next()) {
            if (const int level = block.blockFormat().headingLevel(); level > 0) {
                const HelpSection section = heading < page.sections.size() ? page.sections[heading] : HelpSection();
                styleHeading(block, level, {section.anchor, section.sourceAnchor});
                ++heading;
            } else {
                styleText(block);
            }
        }
    }
    void styleHeading(const QTextBlock &block, int level, const QStringList &anchors) const
    {
        QTextCursor cursor(block);
        QTextBlockFormat format = block.blockFormat();
        format.setTopMargin(level == 1 ? 0 : level == 2 ? 2 * space::m : space::l);
        format.setBottomMargin(level == 1 ? space::m : space::s);
        cursor.setBlockFormat(format);
        const double factor = level == 1 ? titleFactor : level == 2 ? chapterFactor : sectionFactor;
        // What the reader of Markdown said of the size would count more than ours.
        QTextCharFormat words = block.begin().fragment().charFormat();
        words.clearProperty(QTextFormat::FontSizeAdjustment);
        words.setFontPointSize(m_look.body.pointSizeF() * factor);
        words.setFontWeight(QFont::DemiBold);
        words.setForeground(m_look.tokens.text);
        words.setAnchor(true);
        words.setAnchorNames(anchors);
        cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        cursor.setCharFormat(words);
    }
    void styleText(const QTextBlock &block) const
    {
        const bool isCode
            = block.blockFormat().hasProperty(QTextFormat::BlockCodeFence) || block.blockFormat().nonBreakableLines();
        const bool isInTable = QTextCursor(block).currentTable() != nullptr;
        QTextCursor cursor(block);
        QTextBlockFormat format = block.blockFormat();
        if (isCode) {
            const auto isFence
                = [](const QTextBlock &other) { return other.isValid() && other.blockFormat().nonBreakableLines(); };
            format.setBackground(m_look.tokens.raised);
            format.setLeftMargin(space::s);
            format.setTopMargin(isFence(block.previous()) ? 0 : space::s);
            format.setBottomMargin(isFence(block.next()) ? 0 : space::m);
            format.setNonBreakableLines(false); // a long line goes on in the next, rather than out of the window
        } else {
            format.setTopMargin(0);
            format.setBottomMargin(isInTable ? 0 : block.textList() ? space::xs : space::m);
            format.setLineHeight(lineHeightPercent, QTextBlockFormat::ProportionalHeight);
        }
        cursor.setBlockFormat(format);
    }
    void styleWords()
    {
        QList<QTextCursor> places;
        for (QTextBlock block = m_document.begin(); block.isValid(); block = block.next()) {
            for (auto it = block.begin(); !it.atEnd(); ++it) {
                const QTextFragment fragment = it.fragment();
                const QTextCharFormat format = fragment.charFormat();
                if (!format.isImageFormat() && !format.fontFixedPitch() && format.anchorHref().isEmpty())
                    continue;
                QTextCursor cursor(&m_document);
                cursor.setPosition(fragment.position());
                cursor.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
                places << cursor;
            }
        }
        for (QTextCursor &place : places)
            styleFragment(place);
    }
    void styleFragment(QTextCursor &place) const
    {
        const QTextCharFormat format = place.charFormat();
        if (format.isImageFormat()) {
            showPicture(place, format.toImageFormat());
            return;
        }
        QTextCharFormat look;
        if (format.fontFixedPitch()) {
            look.setFontFamilies(m_look.mono.families());
            look.setFontPointSize(m_look.mono.pointSizeF());
            if (!place.block().blockFormat().hasProperty(QTextFormat::BlockCodeFence))
                look.setBackground(m_look.tokens.raised);
        }
        if (!format.anchorHref().isEmpty()) {
            look.setForeground(m_look.tokens.accent);
            look.setFontUnderline(true);
        }
        place.mergeCharFormat(look);
    }
    /// At its own size, or as wide as there is room.
    void showPicture(QTextCursor &place, QTextImageFormat format) const
    {
        const QString file = m_look.fileOf(format.name());
        const QSize size = QImageReader(file).size();
        if (file.isEmpty() || !size.isValid()) {
            place.removeSelectedText();
            return;
        }
        const double width = std::min(size.width(), m_look.width);
        format.setName(file);
        format.setWidth(width);
        format.setHeight(width * size.height() / size.width());
        place.setCharFormat(format);
        QTextBlockFormat line = place.blockFormat(); // a share of a picture's height would be a large gap
        line.setLineHeight(0, QTextBlockFormat::SingleHeight);
        place.setBlockFormat(line);
        if (m_look.pixelRatio > 0)
            m_document.addResource(QTextDocument::ImageResource, QUrl(u"qrc"_s + file), pictureOf(file, int(width)));
    }
    /// Read and scaled here, smoothly and once: the document would read it while it is laid out, and scale it coarsely
    /// at each painting.
    [[nodiscard]] QImage pictureOf(const QString &file, int width) const
    {
        QImage picture(file);
        if (width < picture.width())
            picture = picture.convertToFormat(QImage::Format_ARGB32_Premultiplied)
                          .scaledToWidth(int(width * m_look.pixelRatio), Qt::SmoothTransformation);
        picture.setDevicePixelRatio(double(picture.width()) / width);
        return picture;
    }
    void styleTables(QTextFrame *frame)
    {
        for (QTextFrame *child : frame->childFrames()) {
            if (auto *table = qobject_cast<QTextTable *>(child))
                styleTable(*table);
            styleTables(child);
        }
    }
    void styleTable(QTextTable &table) const
    {
        QTextTableFormat format = table.format();
        format.setBorder(1);
        format.setBorderCollapse(true);
        format.setBorderBrush(m_look.tokens.divider);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setCellPadding(space::s - 2);
        format.setCellSpacing(0);
        format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
        format.setTopMargin(space::xs);
        format.setBottomMargin(space::l);
        format.setHeaderRowCount(1);
        table.setFormat(format);
        for (int column = 0; column < table.columns(); ++column) {
            QTextTableCell cell = table.cellAt(0, column);
            QTextCharFormat head = cell.format();
            head.setBackground(m_look.tokens.raised);
            cell.setFormat(head);
            QTextCursor cursor = cell.firstCursorPosition();
            cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor::KeepAnchor);
            QTextCharFormat words;
            words.setFontWeight(QFont::DemiBold);
            cursor.mergeCharFormat(words);
        }
    }

    QTextDocument &m_document;
    const HelpLook &m_look;
};

std::unique_ptr<QTextDocument> emptyDocument(const QFont &font)
{
    auto document = std::make_unique<QTextDocument>();
    document->setUndoRedoEnabled(false);
    document->setDefaultFont(font);
    document->setDocumentMargin(space::xl);
    return document;
}

} // namespace

std::unique_ptr<QTextDocument> helpDocument(const HelpPage &page, const HelpLook &look)
{
    auto document = emptyDocument(look.body);
    document->setMarkdown(page.markdown);
    document->setMetaInformation(QTextDocument::DocumentTitle, page.title);
    Styler(*document, look).style(page);
    return document;
}

std::unique_ptr<QTextDocument> plainDocument(const QString &title, const QString &text, const HelpLook &look)
{
    auto document = emptyDocument(look.mono);
    document->setPlainText(text);
    document->setMetaInformation(QTextDocument::DocumentTitle, title);
    return document;
}

} // namespace muster
