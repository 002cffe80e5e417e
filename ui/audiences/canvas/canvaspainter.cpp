// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/canvas/canvaspainter.h"

#include "models/text/criteriawords.h"
#include "ui/common/badges.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>
#include <QStyle>
#include <array>

namespace muster {

namespace {

constexpr int levels = 5;
/// Blue, teal, plum, ochre, slate: far apart for eyes that mix up red and green, too.
const std::array<QColor, levels> lightRails{QColor(0x1B, 0x5B, 0xB8), QColor(0x0B, 0x72, 0x72),
                                            QColor(0x8A, 0x3F, 0x8F), QColor(0x8A, 0x5A, 0x00),
                                            QColor(0x4A, 0x55, 0x68)};
const std::array<QColor, levels> darkRails{QColor(0x7F, 0xB2, 0xFF), QColor(0x5F, 0xC9, 0xC4), QColor(0xD9, 0x9A, 0xDE),
                                           QColor(0xE6, 0xB8, 0x4A), QColor(0xB4, 0xBF, 0xCF)};
const std::array<QColor, levels> lightContrastRails{QColor(0x00, 0x3A, 0x8C), QColor(0x00, 0x50, 0x50),
                                                    QColor(0x6A, 0x1B, 0x70), QColor(0x5B, 0x36, 0x00),
                                                    QColor(0x2E, 0x36, 0x40)};
const std::array<QColor, levels> darkContrastRails{QColor(0xA6, 0xCE, 0xFF), QColor(0x6F, 0xE3, 0xDD),
                                                   QColor(0xF0, 0xB6, 0xF4), QColor(0xFF, 0xD7, 0x5E),
                                                   QColor(0xD5, 0xDB, 0xE3)};

} // namespace

QColor depthRail(int level, bool dark, bool highContrast)
{
    const auto &rails = highContrast ? (dark ? darkContrastRails : lightContrastRails) : dark ? darkRails : lightRails;
    return rails[std::size_t((level < 1 ? 0 : level - 1) % levels)];
}

QColor depthGround(int level, bool dark, bool highContrast)
{
    if (highContrast)
        return (dark ? darkContrastTokens() : lightContrastTokens()).surface;
    const QColor rail = depthRail(level, dark), surface = (dark ? darkTokens() : lightTokens()).surface;
    const double share = dark ? 0.07 : 0.05;
    const auto mixed = [share](int a, int b) { return int(a * share + b * (1 - share)); };
    return {mixed(rail.red(), surface.red()), mixed(rail.green(), surface.green()), mixed(rail.blue(), surface.blue())};
}

namespace {

struct CanvasPainterWords
{
    Q_DECLARE_TR_FUNCTIONS(CanvasPainter)
};

const char *toneIcon(Tone tone)
{
    switch (tone) {
    case Tone::Bad:
        return "circle-alert";
    case Tone::Warn:
        return "triangle-alert";
    case Tone::Good:
        return "circle-check";
    default:
        return "info";
    }
}

QString reasonOf(const CriteriaTree &tree, const CriteriaEditResult &result)
{
    return result ? QString() : criteriaRefusalText(result.error(), tree);
}

} // namespace

QString canvasDepthText(const CriteriaTree &tree, CriteriaNodeId group)
{
    const QLocale locale;
    if (tree.node(group).members.isEmpty())
        return CanvasPainterWords::tr("Empty. A group needs at least one condition.");
    return CanvasPainterWords::tr("depth %1 of %2")
        .arg(locale.toString(tree.level(group)), locale.toString(criteriaDepthLimit));
}

QString whyNoCondition(const CriteriaTree &tree, CriteriaNodeId group)
{
    return reasonOf(tree, CriteriaEdits(tree).addCondition(group, -1, {}));
}

QString whyNoGroup(const CriteriaTree &tree, CriteriaNodeId group)
{
    return reasonOf(tree, CriteriaEdits(tree).addGroup(group, -1, CriteriaJoin::And));
}

CanvasPainter::CanvasPainter(QPainter &painter, const CanvasLayout &layout, const CriteriaTreeModel &model)
    : m_painter(painter)
    , m_layout(layout)
    , m_model(model)
    , m_tokens(Theme::instance().tokens())
    , m_dark(Theme::instance().isDark())
    , m_high(Theme::instance().isHighContrast())
{
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setLayoutDirection(layout.direction());
}

void CanvasPainter::paint(const CanvasBox &box, const CanvasBoxState &state)
{
    paintGround(box, state);
    if (box.group) {
        paintRail(box);
        paintHead(box, state);
        if (!box.foot.isNull())
            paintFoot(box, state);
    } else {
        paintRow(box, state);
    }
    paintEnd(box, state);
}

void CanvasPainter::paintGround(const CanvasBox &box, const CanvasBoxState &state)
{
    const QRectF frame = QRectF(box.frame).adjusted(0.5, 0.5, -0.5, -0.5);
    if (box.group) {
        m_painter.setPen(m_tokens.divider);
        m_painter.setBrush(depthGround(box.level, m_dark, m_high));
        m_painter.drawRoundedRect(frame, cornerRadius, cornerRadius);
    } else if (state.hovered && !state.selected) {
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_tokens.raised);
        m_painter.drawRoundedRect(frame, cornerRadius, cornerRadius);
    }
    if (state.selected) {
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_tokens.selection);
        m_painter.drawRoundedRect(QRectF(box.head).adjusted(0.5, 0.5, -0.5, -0.5), cornerRadius, cornerRadius);
    }
    if (state.current) {
        m_painter.setPen(QPen(m_tokens.accent, 2));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), cornerRadius, cornerRadius);
    }
}

/// Solid: all must hold. Dashed: any of them.
void CanvasPainter::paintRail(const CanvasBox &box)
{
    const CanvasMetrics &m = m_layout.metrics();
    const bool isLeft = m_layout.direction() == Qt::LeftToRight;
    const double x = isLeft ? box.frame.left() + m.rail / 2.0 + 1 : box.frame.right() - m.rail / 2.0;
    QPen pen(depthRail(box.level, m_dark, m_high), m.rail);
    pen.setCapStyle(Qt::FlatCap);
    if (m_model.tree().node(box.id).join == CriteriaJoin::Or)
        pen.setDashPattern({1.5, 1});
    m_painter.setPen(pen);
    m_painter.drawLine(QPointF(x, box.frame.top() + 3), QPointF(x, box.frame.bottom() - 2));
}

void CanvasPainter::paintHead(const CanvasBox &box, const CanvasBoxState &state)
{
    const CriteriaTreeNode &node = m_model.tree().node(box.id);
    if (state.hovered || state.current)
        icon("grip-vertical", m_layout.partRect(box, CanvasPart::Grip), ColourRole::Muted);
    const bool isLeft = m_layout.direction() == Qt::LeftToRight;
    icon(!box.collapsed ? "chevron-down"
             : isLeft   ? "chevron-right"
                        : "chevron-left",
         m_layout.partRect(box, CanvasPart::Fold), ColourRole::Muted);
    paintSwitch(box, CanvasPart::AllOf, node.join == CriteriaJoin::And, state);
    paintSwitch(box, CanvasPart::AnyOf, node.join == CriteriaJoin::Or, state);
    if (!box.collapsed)
        return;
    const QRect after = m_layout.partRect(box, CanvasPart::AnyOf), marks = m_layout.partRect(box, CanvasPart::Marks);
    const int gap = m_layout.metrics().pad;
    const QRect room = isLeft
        ? QRect(after.right() + gap, box.head.top(), marks.left() - after.right() - 2 * gap, box.head.height())
        : QRect(marks.right() + gap, box.head.top(), after.left() - marks.right() - 2 * gap, box.head.height());
    text(room,
         CanvasPainterWords::tr("%n item(s) inside", nullptr, int(m_model.tree().inReadingOrder(box.id).size()) - 1),
         m_tokens.muted, m_layout.metrics().small);
}

void CanvasPainter::paintSwitch(const CanvasBox &box, CanvasPart part, bool chosen, const CanvasBoxState &state)
{
    const QRect rect = m_layout.partRect(box, part);
    const QColor rail = depthRail(box.level, m_dark, m_high);
    m_painter.setPen(chosen ? QPen(rail, 1) : QPen(m_tokens.border, 1));
    m_painter.setBrush(chosen ? rail : state.part == part ? m_tokens.selection : m_tokens.surface);
    m_painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), cornerRadius, cornerRadius);
    const CanvasMetrics &m = m_layout.metrics();
    text(rect, part == CanvasPart::AllOf ? m.allOf : m.anyOf, chosen ? m_tokens.onAccent : m_tokens.muted,
         chosen ? m.strong : m.body, Qt::AlignHCenter);
}

void CanvasPainter::paintFoot(const CanvasBox &box, const CanvasBoxState &state)
{
    const CriteriaTree &tree = m_model.tree();
    const CanvasMetrics &m = m_layout.metrics();
    paintButton(m_layout.partRect(box, CanvasPart::AddCondition), m.addCondition,
                whyNoCondition(tree, box.id).isEmpty(), state.part == CanvasPart::AddCondition);
    paintButton(m_layout.partRect(box, CanvasPart::AddGroup), m.addGroup, whyNoGroup(tree, box.id).isEmpty(),
                state.part == CanvasPart::AddGroup);
    text(m_layout.partRect(box, CanvasPart::Depth), canvasDepthText(tree, box.id), m_tokens.muted, m.small,
         Qt::AlignRight);
}

void CanvasPainter::paintButton(const QRect &rect, const QString &words, bool enabled, bool hovered)
{
    const CanvasMetrics &m = m_layout.metrics();
    if (hovered && enabled) {
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_tokens.selection);
        m_painter.drawRoundedRect(rect, cornerRadius, cornerRadius);
    }
    const bool isLeft = m_layout.direction() == Qt::LeftToRight;
    const QRect sign(isLeft ? rect.left() + m.pad : rect.right() + 1 - m.pad - m.icon, rect.top(), m.icon,
                     rect.height());
    icon(enabled ? "plus" : "circle-slash", sign, enabled ? ColourRole::Accent : ColourRole::Muted);
    const QRect room
        = isLeft ? rect.adjusted(m.pad + m.icon + m.gap, 0, 0, 0) : rect.adjusted(0, 0, -(m.pad + m.icon + m.gap), 0);
    text(room, words, enabled ? m_tokens.accent : m_tokens.muted, m.small);
}

void CanvasPainter::paintRow(const CanvasBox &box, const CanvasBoxState &state)
{
    if (state.hovered || state.current)
        icon("grip-vertical", m_layout.partRect(box, CanvasPart::Grip), ColourRole::Muted);
    if (state.edited)
        return;
    const CanvasMetrics &m = m_layout.metrics();
    const CriteriaTreeNode &node = m_model.tree().node(box.id);
    const bool isMuted = m_model.tree().isMuted(box.id);
    const QColor colour = isMuted ? m_tokens.muted : m_tokens.text;
    QFont value = m.strong;
    QFont field = m.body;
    value.setStrikeOut(isMuted);
    field.setStrikeOut(isMuted);
    text(m_layout.partRect(box, CanvasPart::Field), cell(box.id, CriteriaTreeModel::What),
         node.condition.field.isEmpty() ? m_tokens.muted : colour, field);
    text(m_layout.partRect(box, CanvasPart::Comparison), cell(box.id, CriteriaTreeModel::Operator), m_tokens.muted,
         m.body);
    text(m_layout.partRect(box, CanvasPart::Value), cell(box.id, CriteriaTreeModel::Value), colour, value);
}

void CanvasPainter::paintEnd(const CanvasBox &box, const CanvasBoxState &state)
{
    const CriteriaTree &tree = m_model.tree();
    const CanvasMetrics &m = m_layout.metrics();
    const QRect marks = m_layout.partRect(box, CanvasPart::Marks);
    const bool isLeft = m_layout.direction() == Qt::LeftToRight;
    int at = 0;
    const auto mark = [&](const char *name, ColourRole role) {
        const int offset = at++ * (m.icon + m.gap);
        icon(name,
             QRect(isLeft ? marks.right() + 1 - m.icon - offset : marks.left() + offset, marks.top(), m.icon,
                   marks.height()),
             role);
    };
    if (const CriteriaRemark remark = m_model.remark(box.id); !remark.text.isEmpty())
        mark(toneIcon(remark.tone), toneColour(remark.tone));
    if (tree.lockedBy(box.id) != noCriteriaNode)
        mark("lock", ColourRole::Muted);
    if (tree.isMuted(box.id))
        mark("eye-off", ColourRole::Warn);
    if (state.hovered || state.current)
        icon("ellipsis", m_layout.partRect(box, CanvasPart::Menu), ColourRole::Text);
    const bool isKnown = m_model.matches(box.id).has_value();
    text(m_layout.partRect(box, CanvasPart::Count), cell(box.id, CriteriaTreeModel::Matches),
         isKnown && !tree.isMuted(box.id) ? m_tokens.text : m_tokens.muted, box.group ? m.strong : m.body,
         Qt::AlignRight);
}

void CanvasPainter::paintDrop(const QRect &mark, bool isBox, bool refused)
{
    const QColor colour = refused ? m_tokens.bad : m_tokens.accent;
    if (!isBox) {
        m_painter.fillRect(mark, colour);
        return;
    }
    m_painter.setPen(QPen(colour, 2, refused ? Qt::DashLine : Qt::SolidLine));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawRoundedRect(QRectF(mark).adjusted(1, 1, -1, -1), cornerRadius, cornerRadius);
}

void CanvasPainter::icon(const char *name, const QRect &rect, ColourRole role)
{
    if (rect.isEmpty())
        return;
    const int side = m_layout.metrics().icon;
    const QRect square(rect.center().x() - side / 2, rect.top() + (rect.height() - side) / 2, side, side);
    themedIcon(QString::fromLatin1(name), role).paint(&m_painter, square);
}

void CanvasPainter::text(const QRect &rect, const QString &words, const QColor &colour, const QFont &font,
                         Qt::Alignment alignment)
{
    if (rect.width() <= 0)
        return;
    m_painter.setFont(font);
    m_painter.setPen(colour);
    const QString shown = QFontMetrics(font).elidedText(words, Qt::ElideRight, rect.width());
    // The painter's direction turns left and right round by itself only for text that says so.
    const Qt::Alignment visual = QStyle::visualAlignment(m_layout.direction(), alignment | Qt::AlignVCenter);
    m_painter.drawText(rect, int(visual | Qt::AlignAbsolute | Qt::TextSingleLine), shown);
}

QString CanvasPainter::cell(CriteriaNodeId id, CriteriaTreeModel::Column column) const
{
    return m_model.indexOf(id, column).data().toString();
}

} // namespace muster
