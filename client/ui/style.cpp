#include "client/ui/style.h"

#include "client/ui/style_paint.h"
#include "client/ui/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QGroupBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>

#include <algorithm>

namespace voordeur::client::ui {
namespace {

constexpr auto kKindProperty = "voordeurKind";
constexpr auto kInvalidProperty = "voordeurInvalid";
constexpr int kFieldPadding = 10;
constexpr int kFocusMargin = 4;

// Icons and rings are as high as the words beside them, also when text is large.
int iconSide(const QWidget* widget) {
    const QFont font = widget == nullptr ? QApplication::font() : widget->font();
    return std::max(size::kIcon, QFontMetrics(font).height());
}

// The two arrows that move a row of tabs too long for the window.
bool isTabScroller(const QWidget* widget) {
    return widget != nullptr && qobject_cast<const QTabBar*>(widget->parentWidget()) != nullptr;
}

bool isInvalid(const QWidget* widget) {
    return widget != nullptr && widget->property(kInvalidProperty).toBool();
}

}  // namespace

void setKind(QAbstractButton* button, ButtonKind kind) {
    button->setProperty(kKindProperty, static_cast<int>(kind));
    button->updateGeometry();
    button->update();
}

ButtonKind kindOf(const QWidget* widget) {
    if (widget == nullptr) return ButtonKind::Secondary;
    return static_cast<ButtonKind>(widget->property(kKindProperty).toInt());
}

void setInvalid(QWidget* input, bool invalid) {
    input->setProperty(kInvalidProperty, invalid);
    input->update();
}

VoordeurStyle::VoordeurStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void VoordeurStyle::drawPrimitive(PrimitiveElement element,
                                  const QStyleOption* option,
                                  QPainter* painter,
                                  const QWidget* widget) const {
    if (element == PE_FrameFocusRect) return;  // the ring outside the control shows focus
    if (element == PE_PanelLineEdit) {
        const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
        if (frame != nullptr && frame->lineWidth > 0) {
            paint::field(*painter, *option, isInvalid(widget));
        }
        return;
    }
    if (element == PE_FrameLineEdit) return;  // painted with the panel
    if (element == PE_Frame && qobject_cast<const QPlainTextEdit*>(widget) != nullptr) {
        return paint::field(*painter, *option, isInvalid(widget));
    }
    if (element == PE_Frame && qobject_cast<const QAbstractItemView*>(widget) != nullptr) {
        return paint::listFrame(*painter, *option);
    }
    if (element == PE_IndicatorRadioButton) return paint::radio(*painter, *option);
    if (element == PE_IndicatorCheckBox) return paint::checkBox(*painter, *option);
    if (element == PE_FrameTabBarBase) return paint::tabBase(*painter, *option);
    // A torn edge looks like a fault; the arrows say that there is more.
    if (element == PE_IndicatorTabTearLeft || element == PE_IndicatorTabTearRight) return;
    if (isTabScroller(widget)) {
        if (element == PE_PanelButtonTool) return paint::tabScroller(*painter, *option);
        if (element == PE_IndicatorArrowLeft || element == PE_IndicatorArrowRight) {
            return paint::arrow(*painter, *option, element == PE_IndicatorArrowLeft);
        }
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void VoordeurStyle::drawControl(ControlElement element,
                                const QStyleOption* option,
                                QPainter* painter,
                                const QWidget* widget) const {
    if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
        if (element == CE_PushButtonBevel) {
            return paint::buttonShape(*painter, *button, kindOf(widget));
        }
        if (element == CE_PushButtonLabel) {
            return paint::buttonLabel(*painter, *button, kindOf(widget));
        }
    }
    if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
        if (element == CE_TabBarTabShape) return paint::tabShape(*painter, *tab);
        if (element == CE_TabBarTabLabel) return paint::tabLabel(*painter, *tab);
    }
    if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option)) {
        if (element == CE_ProgressBar) return paint::progress(*painter, *bar);
    }
    if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
        if (element == CE_HeaderSection) return paint::headerSection(*painter, *header);
        if (element == CE_HeaderLabel) return paint::headerLabel(*painter, *header);
    }
    if (element == CE_FocusFrame) return paint::focusRing(*painter, *option);
    QProxyStyle::drawControl(element, option, painter, widget);
}

void VoordeurStyle::drawComplexControl(ComplexControl control,
                                       const QStyleOptionComplex* option,
                                       QPainter* painter,
                                       const QWidget* widget) const {
    if (control == CC_ComboBox) return paint::comboBox(*painter, *option, isInvalid(widget));
    if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
        if (control == CC_ScrollBar) {
            const QRect thumb = subControlRect(control, option, SC_ScrollBarSlider, widget);
            return paint::scrollBar(*painter, *bar, thumb);
        }
    }
    if (const auto* box = qstyleoption_cast<const QStyleOptionGroupBox*>(option)) {
        if (control == CC_GroupBox) return paint::groupTitle(*painter, *box);
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect VoordeurStyle::subElementRect(SubElement element,
                                    const QStyleOption* option,
                                    const QWidget* widget) const {
    if (element == SE_LineEditContents) {
        return option->rect.adjusted(kFieldPadding, 2, -kFieldPadding, -2);
    }
    // All of it can be clicked, not just the ring and the words (WCAG 2.5.8).
    if (element == SE_RadioButtonClickRect || element == SE_CheckBoxClickRect) return option->rect;
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect VoordeurStyle::subControlRect(ComplexControl control,
                                    const QStyleOptionComplex* option,
                                    SubControl subControl,
                                    const QWidget* widget) const {
    if (control == CC_ComboBox && subControl == SC_ComboBoxEditField) {
        return option->rect.adjusted(kFieldPadding, 2, -kFieldPadding - size::kIcon, -2);
    }
    if (control == CC_GroupBox) {
        const int title = option->fontMetrics.height() + space::kSmall;
        if (subControl == SC_GroupBoxLabel) {
            return QRect(option->rect.topLeft(), QSize(option->rect.width(), title));
        }
        if (subControl == SC_GroupBoxContents) return option->rect.adjusted(0, title, 0, 0);
        if (subControl == SC_GroupBoxFrame) return option->rect;
    }
    if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
        if (control == CC_ScrollBar) return paint::scrollBarRect(*bar, subControl);
    }
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

QSize VoordeurStyle::sizeFromContents(ContentsType type,
                                      const QStyleOption* option,
                                      const QSize& contents,
                                      const QWidget* widget) const {
    if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
        if (type == CT_PushButton) {
            const QFont font = widget == nullptr ? QFont() : widget->font();
            return paint::buttonSize(*button, kindOf(widget), font);
        }
    }
    QSize out = QProxyStyle::sizeFromContents(type, option, contents, widget);
    const int comfortable = option == nullptr
                                ? size::kControl
                                : std::max(size::kControl, option->fontMetrics.height() + 16);
    if (type == CT_LineEdit || type == CT_ComboBox) out.setHeight(comfortable);
    if (type == CT_ComboBox) out.rwidth() += kFieldPadding;
    if (type == CT_RadioButton || type == CT_CheckBox) {
        out.setHeight(std::max(out.height(), comfortable - 6));
        out.rwidth() += space::kTight;
    }
    if (type == CT_TabBarTab) out.setHeight(comfortable + space::kTight);
    if (type == CT_HeaderSection) out.setHeight(std::max(out.height(), comfortable));
    if (type == CT_ItemViewItem) out.setHeight(std::max(out.height(), comfortable - 4));
    return out;
}

int VoordeurStyle::pixelMetric(PixelMetric metric,
                               const QStyleOption* option,
                               const QWidget* widget) const {
    if (metric == PM_FocusFrameHMargin || metric == PM_FocusFrameVMargin) return kFocusMargin;
    if (metric == PM_ScrollBarExtent) return 14;
    if (metric == PM_ScrollBarSliderMin) return 32;
    if (metric == PM_IndicatorWidth || metric == PM_IndicatorHeight ||
        metric == PM_ExclusiveIndicatorWidth || metric == PM_ExclusiveIndicatorHeight) {
        return iconSide(widget);
    }
    if (metric == PM_RadioButtonLabelSpacing || metric == PM_CheckBoxLabelSpacing) return 10;
    if (metric == PM_ButtonIconSize || metric == PM_SmallIconSize) return iconSide(widget);
    if (metric == PM_TabBarScrollButtonWidth) return iconSide(widget) + space::kLarge;
    if (metric == PM_TabBarTabHSpace) return 28;
    if (metric == PM_TabBarTabShiftVertical || metric == PM_TabBarTabShiftHorizontal) return 0;
    if (metric == PM_HeaderMargin) return 12;
    if (metric == PM_LayoutHorizontalSpacing || metric == PM_LayoutVerticalSpacing) {
        return space::kSmall;
    }
    return QProxyStyle::pixelMetric(metric, option, widget);
}

int VoordeurStyle::styleHint(StyleHint hint,
                             const QStyleOption* option,
                             const QWidget* widget,
                             QStyleHintReturn* result) const {
    if (hint == SH_FocusFrame_AboveWidget) return 1;
    if (hint == SH_EtchDisabledText || hint == SH_ComboBox_Popup) return 0;
    if (hint == SH_Widget_Animation_Duration) return 0;  // calm, and pictures repeat
    if (hint == SH_TabBar_Alignment) return Qt::AlignLeft;
    if (hint == SH_LineEdit_PasswordCharacter) return 0x2022;
    if (hint == SH_ToolTip_WakeUpDelay) return 400;
    return QProxyStyle::styleHint(hint, option, widget, result);
}

void VoordeurStyle::polish(QWidget* widget) {
    QProxyStyle::polish(widget);
    if (auto* text = qobject_cast<QPlainTextEdit*>(widget)) {
        // The frame paints the ground, with round corners.
        text->viewport()->setAutoFillBackground(false);
        text->document()->setDocumentMargin(space::kSmall);
    }
    if (qobject_cast<QAbstractButton*>(widget) != nullptr ||
        qobject_cast<QComboBox*>(widget) != nullptr ||
        qobject_cast<QLineEdit*>(widget) != nullptr ||
        qobject_cast<QScrollBar*>(widget) != nullptr) {
        widget->setAttribute(Qt::WA_Hover, true);
    }
}

}  // namespace voordeur::client::ui
