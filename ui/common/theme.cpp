// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/theme.h"

#include "ui/common/desktopscheme.h"
#include "ui/common/icons.h"

#include <QApplication>
#include <QFontDatabase>
#include <QLabel>
#include <QPainter>
#include <QProxyStyle>
#include <QStyleFactory>
#include <QStyleOptionComplex>
#include <algorithm>
#include <utility>

namespace muster {

namespace {

QPalette paletteOf(const DesignTokens &t, bool dark, bool high)
{
    QPalette p;
    p.setColor(QPalette::Window, t.raised);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Base, t.surface);
    p.setColor(QPalette::AlternateBase, t.raised);
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::PlaceholderText, t.muted);
    p.setColor(QPalette::Button, dark ? t.raised.lighter(125) : t.surface);
    p.setColor(QPalette::ButtonText, t.text);
    p.setColor(QPalette::BrightText, t.bad);
    p.setColor(QPalette::ToolTipBase, t.raised);
    p.setColor(QPalette::ToolTipText, t.text);
    p.setColor(QPalette::Highlight, t.selection);
    p.setColor(QPalette::HighlightedText, t.text);
    p.setColor(QPalette::Link, t.accent);
    p.setColor(QPalette::LinkVisited, t.accent);
    p.setColor(QPalette::Light, dark ? t.raised.lighter(140) : t.surface);
    p.setColor(QPalette::Midlight, t.divider);
    p.setColor(QPalette::Mid, t.border);
    p.setColor(QPalette::Dark, t.border);
    p.setColor(QPalette::Shadow, dark ? QColor(0, 0, 0) : t.border);
    const QColor faded = high ? t.muted : dark ? t.muted.darker(130) : t.muted.lighter(130);
    for (auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        p.setColor(QPalette::Disabled, role, faded);
    p.setColor(QPalette::Disabled, QPalette::Base, t.raised);
    return p;
}

bool isDarkPalette(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightnessF() < 0.5F;
}

QString styleSheetOf(const DesignTokens &t, const QColor &track, bool high)
{
    // Only what the palette cannot say. Short: a style sheet costs time at every polish.
    QString sheet = QStringLiteral(
        "QToolTip{background:@raised;color:@text;border:1px solid @border;padding:4px;}"
        "QPushButton{background:@surface;color:@text;border:1px solid @border;border-radius:4px;padding:5px 12px;"
        "outline:none;}" // the border says where the focus is
        "QPushButton{qproperty-iconSize:20px "
        "16px;}QPushButton:hover{background:@raised;}QPushButton:pressed{background:@selection;}"
        "QPushButton:focus,QToolButton:focus{border:2px solid @accent;padding:4px 11px;}"
        "QPushButton:disabled{color:@muted;border-color:@divider;background:@raised;}"
        "QPushButton[primary=\"true\"]{background:@accent;color:@onAccent;border-color:@accent;font-weight:600;}"
        "QPushButton[primary=\"true\"]:focus{border:2px solid @text;}"
        "QPushButton[destructive=\"true\"]{background:@bad;color:@onAccent;border-color:@bad;font-weight:600;}"
        "QPushButton[destructive=\"true\"]:focus{border:2px solid @text;}"
        "QPushButton[primary=\"true\"]:disabled{background:@raised;color:@muted;border-color:@divider;}"
        // Fusion outlines an empty box darker than the window, which nobody sees on a dark one.
        "QCheckBox::indicator:unchecked,QTreeView::indicator:unchecked,QListView::indicator:unchecked,"
        "QTableView::indicator:unchecked{border:1px solid @border;border-radius:2px;"
        "background:@surface;}"
        "QToolButton{border:1px solid transparent;border-radius:4px;padding:4px;}"
        "QToolButton:hover{background:@selection;}QToolButton:focus{padding:3px;}"
        "QLineEdit{background:@surface;color:@text;border:1px solid @border;border-radius:4px;"
        "padding:3px 6px;}"
        "QLineEdit:focus{border:2px solid @accent;padding:2px 5px;}"
        "QTableView,QTreeView,QListView,QPlainTextEdit{background:@surface;border:1px solid @divider;border-radius:4px;"
        "selection-background-color:@selection;selection-color:@text;gridline-color:@divider;outline:none;}"
        "QTableView:focus,QTreeView:focus,QListView:focus{border:1px solid @accent;}"
        "QHeaderView{background:@raised;border:none;}"
        "QHeaderView::section{background:@raised;color:@muted;border:none;border-bottom:1px solid @divider;"
        "padding:5px 8px;}"
        "QSplitter::handle{background:@divider;}QSplitter::handle:horizontal{width:1px;}"
        "QSplitter::handle:vertical{height:1px;}"
        "QStatusBar{background:@raised;border-top:1px solid @divider;}QStatusBar::item{border:none;}"
        "QProgressBar{background:@track;border:none;border-radius:4px;max-height:8px;min-height:8px;}"
        "QProgressBar::chunk{background:@accent;border-radius:4px;}"
        "QToolButton[chip=\"true\"]{background:@surface;border:1px solid @divider;border-radius:4px;padding:1px 6px;}"
        "QToolButton[chip=\"true\"]:focus{border:2px solid @accent;padding:0px 5px;}"
        "QTabWidget::pane{border:1px solid @divider;border-radius:4px;}"
        "QTabBar{qproperty-drawBase:false;}QTabBar::tab{background:transparent;color:@muted;border:none;border-bottom:"
        "2px solid @divider;"
        "padding:7px 12px 5px 12px;}"
        "QTabBar::tab:selected{color:@text;border-bottom:2px solid @accent;}"
        "QTabBar::tab:hover{color:@text;}QTabBar::tab:focus{color:@accent;}"
        "QScrollArea{border:none;background:transparent;}");
    // Where each thing ends and where the keyboard is has to be seen from afar; nothing jumps when it comes.
    if (high) {
        sheet += QStringLiteral(
            "QTableView,QTreeView,QListView,QPlainTextEdit{border:2px solid @border;}"
            "QTableView:focus,QTreeView:focus,QListView:focus,QPlainTextEdit:focus{border:2px solid @accent;}"
            "QTabBar::tab{border-bottom:3px solid @divider;padding:7px 12px 4px 12px;}"
            "QTabBar::tab:selected{border-bottom:3px solid @accent;font-weight:600;}"
            "QTabBar::tab:focus{border:2px solid @accent;padding:5px 10px 4px 10px;}"
            "QToolButton[chip=\"true\"]{border:1px solid @border;}"
            "QPushButton:disabled{border:1px dashed @border;}"
            "QProgressBar{border:1px solid @border;}"
            "QMenu{background:@surface;border:2px solid @border;}QMenu::item{padding:4px 24px;border:2px solid "
            "transparent;}QMenu::item:selected{background:@selection;border:2px solid @accent;}");
    }
    const auto put = [&sheet](const char *name, const QColor &colour) {
        sheet.replace(QLatin1Char('@') + QLatin1String(name), colour.name());
    };
    put("surface", t.surface);
    put("raised", t.raised);
    put("selection", t.selection);
    put("border", t.border);
    put("divider", t.divider);
    put("track", track);
    put("text", t.text);
    put("muted", t.muted);
    put("onAccent", t.onAccent);
    put("accent", t.accent);
    put("bad", t.bad);
    return sheet;
}

QFont scaled(double factor)
{
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * factor);
    return font;
}

/// 13 px at 96 dpi; in points, so that it follows the desktop's scale.
QFont bodyFont(int percent)
{
    QFont font = QApplication::font();
    font.setPointSizeF(9.75 * percent / 100);
    return font;
}

/// What cannot be used has a fainter frame, but one that is seen.
QColor frameColour(const QStyleOption &option)
{
    const DesignTokens &tokens = Theme::instance().tokens();
    return option.state & QStyle::State_Enabled ? tokens.border : tokens.divider;
}

} // namespace

/// Fusion with frames that can be seen: it outlines combo boxes, spin boxes and buttons to check in a shade darker than
/// the window, which on a dark one is nothing. Drawn over its own in the token's border colour, in the accent's with
/// the focus. Also the one place that every label passes: none of them takes what it shows for markup (S28).
class ControlStyle final : public QProxyStyle
{
public:
    ControlStyle();
    void polish(QWidget *widget) override;
    using QProxyStyle::polish;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                                QStyleHintReturn *more) const override;
    [[nodiscard]] QIcon standardIcon(StandardPixmap kind, const QStyleOption *option,
                                     const QWidget *widget) const override;
    [[nodiscard]] QRect subElementRect(SubElement element, const QStyleOption *option,
                                       const QWidget *widget) const override;

private:
    static void drawRadio(const QStyleOption &option, QPainter &painter);
};

ControlStyle::ControlStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{
}

void ControlStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    // A label that was not told otherwise guesses from the text. Tool tips stay: theirs is escaped, to be wrapped.
    auto *label = qobject_cast<QLabel *>(widget);
    if (label && label->textFormat() == Qt::AutoText && !label->inherits("QTipLabel"))
        label->setTextFormat(Qt::PlainText);
}

int ControlStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                            QStyleHintReturn *more) const
{
    // Some desktops put a coloured picture on Cancel and Close, and none on the button that acts.
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, more);
}

QIcon ControlStyle::standardIcon(StandardPixmap kind, const QStyleOption *option, const QWidget *widget) const
{
    // Fusion's own is a picture in a file, for which Qt loads the plugins of all formats, and dark on a dark field.
    if (kind == SP_LineEditClearButton)
        return themedIcon(QStringLiteral("x"), ColourRole::Muted);
    return QProxyStyle::standardIcon(kind, option, widget);
}

QRect ControlStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    QRect place = QProxyStyle::subElementRect(element, option, widget);
    const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
    if (element != SE_HeaderArrow || !header)
        return place;
    // Fusion has the arrow at the end of the section, where the titles of numbers stand.
    const bool isTitleRight = visualAlignment(header->direction, header->textAlignment).testFlag(Qt::AlignRight);
    const bool isArrowRight = place.center().x() > header->rect.center().x();
    if (isTitleRight == isArrowRight)
        place.moveLeft(header->rect.left() + header->rect.right() - place.right());
    return place;
}

void ControlStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                 const QWidget *widget) const
{
    if (element == PE_IndicatorRadioButton) {
        drawRadio(*option, *painter);
        return;
    }
    if (element == PE_IndicatorTabTearLeft || element == PE_IndicatorTabTearRight)
        return; // a torn edge beside the arrows that say the same
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    // Of those that are not checked the style sheet draws the whole box.
    if (element != PE_IndicatorCheckBox && element != PE_IndicatorItemViewItemCheck)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(frameColour(*option));
    painter->drawRoundedRect(QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
    painter->restore();
}

/// Its own is a shadow on a dark window, and which of two is chosen may decide what is purged.
void ControlStyle::drawRadio(const QStyleOption &option, QPainter &painter)
{
    const DesignTokens &tokens = Theme::instance().tokens();
    const bool enabled = option.state & State_Enabled;
    const double side = std::min(option.rect.width(), option.rect.height()) - 1;
    const QPointF centre = QRectF(option.rect).center();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(enabled ? tokens.surface : tokens.raised);
    painter.setPen(QPen(frameColour(option), 1.3)); // a thinner ring fades where it is smoothed
    painter.drawEllipse(centre, side / 2, side / 2);
    if (option.state & State_On) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(enabled ? tokens.accent : tokens.muted);
        painter.drawEllipse(centre, side / 4, side / 4);
    }
    painter.restore();
}

void ControlStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                      const QWidget *widget) const
{
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    if (control != CC_ComboBox && control != CC_SpinBox)
        return;
    const DesignTokens &tokens = Theme::instance().tokens();
    const bool enabled = option->state & State_Enabled, focused = option->state & State_HasFocus;
    const int width = focused ? 2 : 1;
    const double inset = width / 2.0;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(enabled && focused ? tokens.accent : frameColour(*option), width));
    painter->drawRoundedRect(QRectF(option->rect).adjusted(inset, inset, -inset, -inset), 3, 3);
    painter->restore();
}

Theme &Theme::instance()
{
    static Theme theme;
    return theme;
}

void Theme::start()
{
    m_applied = true;
    m_platformDark = isDarkPalette(QApplication::palette());
    QApplication::setStyle(new ControlStyle);
    QApplication::setFont(bodyFont(m_textSize));
}

void Theme::setTextSize(int percent)
{
    if (percent == std::exchange(m_textSize, percent) || !m_applied)
        return;
    // Parents first: theirs is handed down.
    QList<std::pair<QPointer<QWidget>, double>> all;
    QWidgetList pending = QApplication::topLevelWidgets();
    while (!pending.isEmpty()) {
        QWidget *widget = pending.takeFirst();
        all.append({widget, widget->font().pointSizeF()});
        pending += widget->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
    }
    const double before = QApplication::font().pointSizeF();
    QApplication::setFont(bodyFont(percent));
    const double factor = QApplication::font().pointSizeF() / before;
    // Qt tells them when the event loop comes round to it; half of a window in each size would be seen until then.
    QEvent told(QEvent::ApplicationFontChange);
    for (const auto &[widget, size] : std::as_const(all)) {
        if (widget) {
            QCoreApplication::sendEvent(widget, &told);
            widget->updateGeometry(); // layouts keep what it said it needs
        }
    }
    for (const auto &[widget, size] : std::as_const(all)) {
        if (!widget || !widget->testAttribute(Qt::WA_SetFont) || !qFuzzyCompare(widget->font().pointSizeF(), size))
            continue; // gone, or it follows by itself
        QFont font = widget->font();
        font.setPointSizeF(size * factor);
        widget->setFont(font);
    }
    Q_EMIT textSizeChanged();
}

void Theme::apply(Mode mode, Contrast contrast)
{
    if (!m_applied)
        start();
    m_mode = mode;
    m_contrast = contrast;
    if ((mode == Mode::System || contrast == Contrast::System) && !m_desktop) {
        m_desktop = new DesktopScheme(QDBusConnection::sessionBus(), qApp);
        connect(m_desktop, &DesktopScheme::changed, this, [this] {
            if (wantsDark() != m_dark || wantsHighContrast() != m_high)
                show();
        });
    }
    show();
}

const DesignTokens &Theme::tokens() const
{
    if (m_high)
        return m_dark ? darkContrastTokens() : lightContrastTokens();
    return m_dark ? darkTokens() : lightTokens();
}

QColor Theme::track() const
{
    return m_high ? tokens().selection : tokens().divider; // a divider is too strong there to be filled
}

bool Theme::wantsDark() const
{
    if (m_mode != Mode::System)
        return m_mode == Mode::Dark;
    const std::optional<bool> told = m_desktop ? m_desktop->prefersDark() : std::nullopt;
    return told.value_or(m_platformDark);
}

bool Theme::wantsHighContrast() const
{
    if (m_contrast != Contrast::System)
        return m_contrast == Contrast::High;
    return m_desktop && m_desktop->prefersHighContrast();
}

void Theme::show()
{
    m_isFollowing = true;
    m_dark = wantsDark();
    m_high = wantsHighContrast();
    QApplication::setPalette(paletteOf(tokens(), m_dark, m_high));
    m_palette = QApplication::palette();
    qApp->setStyleSheet(styleSheetOf(tokens(), track(), m_high));
    m_isFollowing = false;
    Q_EMIT changed();
}

void Theme::platformChanged(PlatformChange change)
{
    if (!m_applied || m_isFollowing)
        return;
    if (change == PlatformChange::Palette && QApplication::palette() == m_palette)
        return;
    m_isFollowing = true;
    QMetaObject::invokeMethod(this, &Theme::followPlatform, Qt::QueuedConnection);
}

void Theme::followPlatform()
{
    QPalette theirs = QApplication::palette();
    if (theirs == m_palette) { // ours lies over theirs
        QApplication::setPalette(QPalette());
        theirs = QApplication::palette();
    }
    m_platformDark = isDarkPalette(theirs);
    show();
}

QFont Theme::titleFont()
{
    QFont font = scaled(16.0 / 13.0);
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont Theme::secondaryFont()
{
    return scaled(11.5 / 13.0);
}

QFont Theme::monoFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(QApplication::font().pointSizeF() * 11.5 / 13.0);
    return font;
}

} // namespace muster
